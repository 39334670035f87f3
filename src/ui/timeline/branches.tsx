/** The old futures: a thin line each from the place where it left, and the ways to go there and to look. */
import type { CSSProperties } from 'react';
import type { BranchInfo } from '../../session/engine-client.ts';
import { useBranches, useEngine, usePlaybackValue } from '../engine-context.tsx';
import { momentText } from '../format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { useUi } from '../store.ts';
import { compareWithBranch, returnToBranch } from './pinned.ts';
import { wholeNow } from './track-view.ts';
import { shareOf, type TrackWindow } from './track-window.ts';

export function BranchRows() {
  const { playback } = useEngine();
  const branches = useBranches();
  const zoom = useUi((state) => state.track);
  // The whole grows in jumps, so this is drawn anew only then.
  const wholeFrom = usePlaybackValue(() => wholeNow(playback).from);
  const wholeTo = usePlaybackValue(() => wholeNow(playback).to);
  if (branches.length === 0) return null;
  const window = zoom ?? { from: wholeFrom, to: wholeTo };
  return (
    <ul className="branches" aria-label="Branches: old futures">
      {branches.toReversed().map((branch) => (
        <BranchRow key={branch.id} branch={branch} window={window} />
      ))}
    </ul>
  );
}

function BranchRow({ branch, window }: { readonly branch: BranchInfo; readonly window: TrackWindow }) {
  const { playback } = useEngine();
  const { id, name, from, until, action } = branch;
  const left = Math.max(0, Math.min(1, shareOf(window, from)));
  const right = Math.max(left, Math.min(1, shareOf(window, until)));
  return (
    <li>
      <div className="branch-acts">
        <button type="button" className="quiet-button" onClick={() => returnToBranch(playback, id)}>
          <Icon name="branch" /> Return to branch {name}
        </button>
        <button
          type="button"
          className="quiet-button"
          aria-label={`Compare branch ${name} with now`}
          title={`Compare branch ${name} with now`}
          onClick={() => compareWithBranch(id)}
        >
          <Icon name="compare" /> <span>Compare with now</span>
        </button>
      </div>
      <div className="branch-track">
        <span className="branch-line" style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }} />
        <p className={left > 0.5 ? 'before' : ''} style={{ '--from': left } as CSSProperties} title={action}>
          <b>{name}</b> {momentText(from)} to {momentText(until)}: {action}
        </p>
      </div>
    </li>
  );
}
