/** The keys that a phone's keyboard lacks. */
import type { TerminalKey } from './use-typing.ts';

const KEYS: readonly (readonly [key: TerminalKey, shown: string, name: string])[] = [
  ['Tab', 'Tab', 'Complete'],
  ['Up', '↑', 'Earlier command'],
  ['Down', '↓', 'Later command'],
  ['Search', '⌕', 'Search earlier commands'],
  ['Clear', 'Clear', 'Clear the terminal'],
];

export function KeyRow({ press, running }: { readonly press: (key: TerminalKey) => void; readonly running: boolean }) {
  const key = (one: TerminalKey, shown: string, name: string) => (
    // Pressed without taking the focus, so that the phone's keyboard stays.
    <button
      key={one}
      type="button"
      aria-label={name}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => press(one)}
    >
      {shown}
    </button>
  );
  return (
    <div className="key-row">
      {running && key('Interrupt', 'Ctrl C', 'End the command')}
      {KEYS.map(([one, shown, name]) => key(one, shown, name))}
    </div>
  );
}
