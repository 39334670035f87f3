/** The clock: play, steps, speed, and the track with its marks. */
import { SPEEDS } from '../../session/engine-client.ts';
import { useEngine, usePlayback, usePlaybackValue } from '../engine-context.tsx';
import { clockText } from '../format-time.ts';
import { Icon, type IconName } from '../icons/icon.tsx';
import { Track } from './track.tsx';

export function Timeline() {
  const { playback } = useEngine();
  const playing = usePlaybackValue((state) => state.playing);
  const speed = usePlaybackValue((state) => state.speed);
  const atStart = usePlaybackValue(({ position, oldest }) => position <= oldest);
  const atRest = usePlaybackValue(({ nextAt }) => nextAt === undefined);
  const control = (label: string, icon: IconName, disabled: boolean, act: () => void, keys: string) => (
    <button
      type="button"
      className="quiet-button"
      aria-label={label}
      title={`${label} (${keys})`}
      disabled={disabled}
      onClick={act}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    <section className="timeline" aria-label="Timeline">
      <div className="transport">
        {control('To the start', 'start', atStart, () => playback.seek(playback.state().oldest), 'Home on the track')}
        {control('Step back', 'back', atStart, () => playback.stepBack(), ',')}
        <button
          type="button"
          className="play-button"
          aria-label={playing ? 'Pause' : 'Play'}
          title={`${playing ? 'Pause' : 'Play'} (Space)`}
          onClick={() => (playing ? playback.pause() : playback.play())}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        {control('Step forward', 'forward', atRest, () => playback.stepForward(), '.')}
      </div>
      <button
        type="button"
        className="quiet-button next-event"
        title="Next event (J)"
        disabled={atRest}
        onClick={() => playback.nextEvent()}
      >
        <Icon name="next" /> Next event
      </button>
      <Clock />
      <Track />
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
    </section>
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
