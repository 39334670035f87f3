/** What stands in the page until its engine has arrived, and its session is as it was. */
import type { Progress } from '../../session/keeping/open-session.ts';
import { momentText } from '../format-time.ts';

interface StartingProps {
  readonly failed: boolean;
  readonly progress: Progress | undefined;
  readonly onAfresh: () => void;
}

export function Starting({ failed, progress, onAfresh }: StartingProps) {
  return (
    <div className="starting" role={failed ? 'alert' : 'status'}>
      <p className="starting-name">DaemonSet Playground</p>
      {failed ? (
        <>
          <p>The control plane could not be loaded. Your text is safe.</p>
          <button type="button" onClick={() => location.reload()}>
            Load again
          </button>
        </>
      ) : progress ? (
        <>
          <p>
            Restoring your session
            <span aria-hidden="true">
              , {momentText(progress.at)} of {momentText(progress.of)}
            </span>
          </p>
          <progress aria-label="Restored" value={progress.share} />
          <button type="button" className="quiet-button" onClick={onAfresh}>
            Start afresh
          </button>
        </>
      ) : (
        <p>The control plane starts…</p>
      )}
    </div>
  );
}
