/** What each shape of the far view means, and how many nodes have it. */
import type { ReactNode } from 'react';
import { NODE_CLASSES, type NodeClass } from '../../../view/cards.ts';
import { useFleet } from '../../engine-context.tsx';

const WORDS: { readonly [C in NodeClass]: string } = {
  ok: 'Ready',
  working: 'Working',
  problem: 'Problem',
  lost: 'Lost',
  none: 'No Pod wanted',
};

const SHAPES: { readonly [C in NodeClass]: ReactNode } = {
  ok: <rect width="14" height="14" fill="var(--far-ok)" />,
  working: <rect y="7" width="14" height="7" fill="var(--far-working)" />,
  problem: (
    <>
      <rect width="14" height="14" fill="var(--far-problem)" />
      <path d="M4 4l6 6M10 4l-6 6" stroke="var(--far-cut)" strokeWidth="2" />
    </>
  ),
  lost: <path d="M7 0l7 14H0z" fill="var(--far-lost)" />,
  none: <rect x="0.75" y="0.75" width="12.5" height="12.5" fill="none" stroke="var(--far-none)" strokeWidth="1.5" />,
};

export function FarLegend() {
  const { counts, old } = useFleet();
  return (
    <ul className="far-legend">
      {NODE_CLASSES.map((name, code) => (
        <li key={name} className={counts[code] === 0 ? 'absent' : ''}>
          <svg width="14" height="14" aria-hidden="true">
            {SHAPES[name]}
          </svg>
          {WORDS[name]} <b>{counts[code]}</b>
        </li>
      ))}
      {old > 0 && (
        <li>
          <svg width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" fill="var(--far-ok)" />
            <path d="M0 1h4M0 5h4M0 9h4M0 13h4" stroke="var(--far-old)" strokeWidth="2" />
          </svg>
          Old template <b>{old}</b>
        </li>
      )}
    </ul>
  );
}
