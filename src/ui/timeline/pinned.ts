/** Travel that leaves something behind: pinned moments, branches returned to, actions undone. */
import type { BranchInfo, Playback } from '../../session/engine-client.ts';
import { type PinnedMoment, useUi } from '../store.ts';

/** Compares what comes from here on with this moment. */
export function pinNow(playback: Playback): void {
  const { position, now } = playback.state();
  useUi.setState({ compared: { pin: { seq: position, at: now } } });
  openCompare();
}

export function compareWithBranch(id: number): void {
  useUi.setState({ compared: { branch: id } });
  openCompare();
}

/** Room for a handful of counts and objects. */
const DOCK_HEIGHT = 276;

function openCompare(): void {
  const { openDock, setPane, dockHeight, setDockHeight } = useUi.getState();
  if (dockHeight < DOCK_HEIGHT) setDockHeight(DOCK_HEIGHT);
  openDock('compare');
  setPane('terminal');
}

/** A pin on the branch stays where it is: on the present line then. */
export function returnToBranch(playback: Playback, id: number): void {
  const { compared } = useUi.getState();
  playback.returnTo(id);
  // The button that was pressed goes with its branch.
  focusTrack();
  if (!compared) return;
  if ('branch' in compared) {
    if (compared.branch === id) useUi.setState({ compared: undefined });
  } else if (compared.pin.branch === id) {
    const { seq, at } = compared.pin;
    useUi.setState({ compared: { pin: { seq, at } } });
  }
}

/** Where a pin stands after a future was cut off: it goes along with that future. */
export function movedPin(pin: PinnedMoment, before: readonly BranchInfo[], after: readonly BranchInfo[]): PinnedMoment {
  const cut = after.at(-1);
  if (pin.branch !== undefined || !cut || before.some(({ id }) => id === cut.id)) return pin;
  return pin.seq > cut.after ? { ...pin, branch: cut.id } : pin;
}

/** Back to just before the last action; the note says so until one moves on. */
export function undoAction(playback: Playback): void {
  const { undo: line, undoTo } = playback.state();
  if (line === undefined || undoTo === undefined) return;
  playback.undo();
  // An engine in a worker gets there a moment later.
  useUi.setState({ undone: { line, position: undoTo } });
}

export function focusTrack(): void {
  document.querySelector<HTMLElement>('.track-slider')?.focus({ preventScroll: true });
}
