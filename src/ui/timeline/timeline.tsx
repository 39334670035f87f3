/** The clock: what happened last, play, steps, speed, and the track with its marks. */
import { useCallback, useState } from 'react';
import { SPEEDS } from '../../session/engine-client.ts';
import { useBranches, useEngine, usePlayback, usePlaybackValue } from '../engine-context.tsx';
import { clockText } from '../format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { Caption } from '../shell/caption.tsx';
import { BranchRows } from './branches.tsx';
import { type MenuEntry, MoreMenu } from './more-menu.tsx';
import { compareWithBranch, returnToBranch } from './pinned.ts';
import { Track } from './track.tsx';
import { useTimelineCommands } from './use-timeline-commands.ts';
import { useTravelNote } from './use-travel-note.ts';

export function Timeline() {
  const { playback } = useEngine();
  // What looks ahead over a long wait is ended as playing is.
  const playing = usePlaybackValue((state) => state.playing || state.looking);
  const [marksAsked, setMarksAsked] = useState(false);
  const commands = useTimelineCommands({ listMarks: () => setMarksAsked(true) });
  const onListed = useCallback(() => setMarksAsked(false), []);
  const note = useTravelNote();
  const entries = useBranchEntries();
  const { start, previous, back, forward, next, rest, skip, undo, redo, zoomOut, zoomIn, whole, compare, marks } =
    commands;
  return (
    <section className="timeline" aria-label="Timeline">
      <div className={`timeline-strip${note ? ' noted' : ''}`}>
        <p className="travel-note" role="status">
          {note && (
            <>
              <Icon name={note.icon} />
              <span>{note.text}</span>
              {note.instead && (
                <button
                  type="button"
                  className="quiet-button instead"
                  aria-label={`Do it forward: ${note.instead.line}`}
                  title={`Keep what happened, and run ${note.instead.line} after it`}
                  onClick={note.instead.act}
                >
                  Do it forward <code>{note.instead.line}</code>
                </button>
              )}
              <button type="button" className="quiet-button" aria-label="Close the note" onClick={note.close}>
                <Icon name="close" />
              </button>
            </>
          )}
        </p>
        {!note && <Caption place="timeline" />}
        <Lag />
        <fieldset className="timeline-tools from-desktop" aria-label="How time passes">
          <IconButton command={rest} named />
          <IconButton command={skip} named />
        </fieldset>
        <fieldset className="timeline-tools from-laptop" aria-label="Actions back and forward">
          <IconButton command={undo} named />
          <IconButton command={redo} named />
        </fieldset>
        <fieldset className="timeline-tools from-desktop" aria-label="View of the track">
          <IconButton command={zoomOut} />
          <IconButton command={zoomIn} />
          <IconButton command={whole} />
        </fieldset>
      </div>
      <div className="timeline-rows">
        <div className="timeline-lead">
          <div className="transport">
            <IconButton command={start} />
            <IconButton command={previous} />
            <IconButton command={back} />
            <button
              type="button"
              className="play-button"
              aria-label={playing ? 'Pause' : 'Play'}
              title={`${playing ? 'Pause' : 'Play'} (Space)`}
              onClick={() => (playing ? playback.pause() : playback.play())}
            >
              <Icon name={playing ? 'pause' : 'play'} />
            </button>
            <IconButton command={forward} />
          </div>
          <IconButton command={next} named />
          <Clock />
        </div>
        <Track marksAsked={marksAsked} onListed={onListed} />
        <div className="timeline-tail">
          <Speed />
          <MoreMenu
            entries={[
              start,
              previous,
              back,
              forward,
              rest,
              skip,
              undo,
              redo,
              zoomIn,
              zoomOut,
              whole,
              marks,
              compare,
              ...entries,
            ]}
          />
        </div>
        <BranchRows />
      </div>
    </section>
  );
}

/** The branches as entries of the menu, where their rows find no room. */
function useBranchEntries(): readonly MenuEntry[] {
  const { playback } = useEngine();
  return useBranches()
    .toReversed()
    .flatMap(({ id, name }): MenuEntry[] => [
      {
        label: `Return to branch ${name}`,
        icon: 'branch',
        outside: 'laptop',
        act: () => returnToBranch(playback, id),
      },
      {
        label: `Compare branch ${name} with now`,
        icon: 'compare',
        outside: 'laptop',
        act: () => compareWithBranch(id),
      },
    ]);
}

function IconButton({ command, named = false }: { readonly command: MenuEntry; readonly named?: boolean }) {
  const { label, short = label, hint, icon, keys, checked, disabled = false, outside, act } = command;
  const about = hint ? `${label}: ${hint}` : label;
  return (
    <button
      type="button"
      className={`quiet-button${named ? ' named' : ''}${outside ? ` from-${outside}` : ''}`}
      aria-label={label}
      aria-pressed={checked}
      title={keys ? `${about} (${keys})` : about}
      disabled={disabled}
      onClick={act}
    >
      <Icon name={icon} />
      {named && <span>{short}</span>}
    </button>
  );
}

function Speed() {
  const { playback } = useEngine();
  const speed = usePlaybackValue((state) => state.speed);
  return (
    <select
      className="speed"
      aria-label="Speed"
      title="Speed (- and =)"
      value={speed}
      onChange={(event) => playback.setSpeed(Number(event.target.value))}
    >
      {SPEEDS.map((one) => (
        <option key={one} value={one}>
          {one}×
        </option>
      ))}
    </select>
  );
}

/** A fleet can take longer than the speed asks for: then virtual time goes slower, and this says so. */
function Lag() {
  const reached = usePlaybackValue(({ playing, lagging, speed }) =>
    playing && lagging !== undefined ? `${(speed * lagging).toPrecision(2)}× of ${speed}× reached` : undefined,
  );
  return reached ? <span className="lag">{reached}</span> : null;
}

function Clock() {
  const { now } = usePlayback();
  return (
    <span className="clock" role="timer" aria-label="Virtual time">
      {clockText(now)}
    </span>
  );
}
