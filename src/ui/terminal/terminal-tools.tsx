/** The terminal's buttons in the dock's bar. */
import { useEngine, useForeground } from '../engine-context.tsx';
import { Icon } from '../icons/icon.tsx';
import { useUi } from '../store.ts';
import { usePlainTerminal } from './use-plain-terminal.ts';

export function TerminalTools() {
  const client = useEngine();
  const running = useForeground() !== undefined;
  const { plain, other } = usePlainTerminal();
  return (
    <>
      {running && (
        <button type="button" className="quiet-button end-command" title="Ctrl+C" onClick={() => client.interrupt()}>
          <Icon name="stop" /> End the command
        </button>
      )}
      <button
        type="button"
        className="quiet-button plain-toggle"
        aria-pressed={plain}
        title="Plain text, for screen readers and touch"
        onClick={() => useUi.getState().setTerminalMode(other)}
      >
        Plain text
      </button>
    </>
  );
}
