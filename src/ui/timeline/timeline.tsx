/** The clock: what happened last, play, steps, speed, and the track with its marks. */
import { useCallback, useState } from 'react';
import { SPEEDS } from '../../session/engine-client.ts';
import { useEngine, usePlayback, usePlaybackValue } from '../engine-context.tsx';
import { clockText } from '../format-time.ts';
import { Icon } from '../icons/icon.tsx';
import { Caption } from '../shell/caption.tsx';
import { MoreMenu } from './more-menu.tsx';
import { Track } from './track.tsx';
import { type TimelineCommand, useTimelineCommands } from './use-timeline-commands.ts';

export function Timeline() {
  const { playback } = useEngine();
  const playing = usePlaybackValue((state) => state.playing);
  const [marksAsked, setMarksAsked] = useState(false);
  const commands = useTimelineCommands({ listMarks: () => setMarksAsked(true) });
  const onListed = useCallback(() => setMarksAsked(false), []);
  const { start, back, forward, next, zoomOut, zoomIn, whole, marks } = commands;
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="timeline-strip">
        <Caption place="timeline" />
        <fieldset className="timeline-tools from-desktop" aria-label="View of the track">
          <IconButton command={zoomOut} />
          <IconButton command={zoomIn} />
          <IconButton command={whole} />
        </fieldset>
      </div>
      <div className="timeline-row">
        <div className="transport">
          <IconButton command={start} />
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
        <Track marksAsked={marksAsked} onListed={onListed} />
        <Speed />
        <MoreMenu entries={[start, back, forward, zoomIn, zoomOut, whole, marks]} />
      </div>
    </section>
  );
}

function IconButton({ command, named = false }: { readonly command: TimelineCommand; readonly named?: boolean }) {
  const { label, icon, keys, checked, disabled = false, outside, act } = command;
  return (
    <button
      type="button"
      className={`quiet-button${named ? ' named' : ''}${outside ? ` from-${outside}` : ''}`}
      aria-label={label}
      aria-pressed={checked}
      title={keys ? `${label} (${keys})` : label}
      disabled={disabled}
      onClick={act}
    >
      <Icon name={icon} />
      {named && <span>{label}</span>}
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

function Clock() {
  const { now } = usePlayback();
  return (
    <span className="clock" role="timer" aria-label="Virtual time">
      {clockText(now)}
    </span>
  );
}
