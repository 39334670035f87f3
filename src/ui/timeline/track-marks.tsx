/** What is drawn along the rail: the signs of what happened, and the axis. Decoration: the slider and the list say it. */
import { memo, type ReactNode } from 'react';
import { momentText } from '../format-time.ts';
import { countText, type MarkCluster, type MarkKind } from './mark-clusters.ts';
import { axisOf, shareOf, type TrackWindow } from './track-window.ts';

/** Each kind has its shape and its row: colour only repeats it. */
const SIGNS: Readonly<Record<MarkKind, ReactNode>> = {
  action: <path d="M-5.5 1h11L0 10z" />,
  warning: <path d="M0 .5 5 5.5 0 10.5-5 5.5z" />,
  check: <path d="m0 0 1.7 3.6 3.9.5-2.9 2.7.8 3.9L0 8.8l-3.5 1.9.8-3.9-2.9-2.7 3.9-.5z" />,
  create: <path d="M-1 12h2v9h-2z" />,
  delete: <path d="M-1 25h2v9h-2z" />,
};
const COUNT_Y: Readonly<Record<MarkKind, number>> = { action: 10, warning: 10, check: 10, create: 20.5, delete: 34.5 };

export const TrackMarks = memo(function TrackMarks({ clusters }: { readonly clusters: readonly MarkCluster[] }) {
  return (
    <svg className="track-marks" aria-hidden="true">
      {clusters.map(({ kind, count, drawnX, first }) => (
        <g key={`${kind} ${first.seq}`} className={`mark-${kind}`} transform={`translate(${Math.round(drawnX)} 0)`}>
          {SIGNS[kind]}
          {count > 1 && (
            <text x={kind === 'create' || kind === 'delete' ? 4 : 7} y={COUNT_Y[kind]}>
              {countText(count)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
});

/** `legend`: one sign by itself, beside words. */
export function MarkSign({ kind }: { readonly kind: MarkKind }) {
  const top = kind === 'delete' ? 24 : kind === 'create' ? 11 : 0;
  return (
    <svg className={`mark-sign mark-${kind}`} viewBox={`-6 ${top} 12 11`} aria-hidden="true">
      {SIGNS[kind]}
    </svg>
  );
}

/** Round moments below the rail, and where the journal begins when older ones were forgotten. */
export const TrackAxis = memo(function TrackAxis({
  window,
  width,
  begins,
}: {
  readonly window: TrackWindow;
  readonly width: number;
  readonly begins: number;
}) {
  const kept = begins > 0 && window.from <= begins;
  return (
    <div className="track-axis" aria-hidden="true">
      {axisOf(window, width).map((at) => {
        const x = shareOf(window, at) * width;
        if (x > width - 16 || (kept && x < KEPT_ROOM)) return undefined;
        return (
          <span key={at} style={{ left: x }} className={x < 14 ? 'first' : ''}>
            {momentText(at)}
          </span>
        );
      })}
      {kept && <b>Kept from {momentText(begins)} on</b>}
    </div>
  );
});
const KEPT_ROOM = 136;
