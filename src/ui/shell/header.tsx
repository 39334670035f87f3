/** Title, what to begin with, theme. */
import { presets } from '../../content/presets.ts';
import { Icon } from '../icons/icon.tsx';
import type { Scene } from '../route.ts';
import { SessionButtons } from '../session/session-buttons.tsx';
import { type ThemeChoice, useUi } from '../store.ts';

const THEMES: readonly (readonly [ThemeChoice, 'system' | 'sun' | 'moon', string])[] = [
  ['system', 'system', 'Theme: as the system'],
  ['light', 'sun', 'Theme: light'],
  ['dark', 'moon', 'Theme: dark'],
];

export function Header({ scene }: { readonly scene: Scene }) {
  const theme = useUi((state) => state.theme);
  const at = THEMES.findIndex(([id]) => id === theme);
  const [, icon, label] = THEMES[at] ?? THEMES[0] ?? (['system', 'system', ''] as const);
  const next = THEMES[(at + 1) % THEMES.length]?.[0] ?? 'system';
  return (
    <header className="top">
      <a className="logo" href="#/" aria-label="DaemonSet Playground, start">
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <rect x="1" y="1" width="8" height="8" rx="2.5" />
          <rect x="11" y="1" width="8" height="8" rx="2.5" />
          <rect x="1" y="11" width="8" height="8" rx="2.5" />
          <rect className="accent" x="11" y="11" width="8" height="8" rx="2.5" />
        </svg>
        <h1>DaemonSet Playground</h1>
      </a>
      <label className="scene-picker">
        <span className="visually-hidden">Scene</span>
        <select value={scene.asks ? 'start' : scene.preset} onChange={(event) => goTo(event.target.value, scene)}>
          <option value="start">{scene.asks ? scene.title : 'One Pod per node'}</option>
          {presets.map(({ id, title }) => (
            <option key={id} value={id}>
              Sandbox: {title}
            </option>
          ))}
        </select>
      </label>
      <span className="grow" />
      <SessionButtons />
      <button
        type="button"
        className="quiet-button"
        title="Keys (?)"
        aria-label="Keyboard keys"
        onClick={() => useUi.getState().showKeys(true)}
      >
        <Icon name="keyboard" />
      </button>
      <button
        type="button"
        className="quiet-button"
        title={label}
        aria-label={label}
        onClick={() => useUi.getState().setTheme(next)}
      >
        <Icon name={icon} />
      </button>
    </header>
  );
}

function goTo(value: string, scene: Scene): void {
  const nodes = scene.asks ? 3 : scene.nodes.length;
  location.hash = value === 'start' ? '#/' : `#/sandbox?nodes=${nodes}&seed=${scene.seed}&preset=${value}`;
}
