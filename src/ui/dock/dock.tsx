/** Terminal, Events, Inspector and Compare under the timeline; opens, closes and is resized. */
import { type KeyboardEvent, lazy, Suspense } from 'react';
import { useHistory } from '../engine-context.tsx';
import { Icon } from '../icons/icon.tsx';
import { Splitter } from '../shell/splitter.tsx';
import { type DockTab, useUi } from '../store.ts';
import { TerminalTools } from '../terminal/terminal-tools.tsx';
import { Events } from './events.tsx';
import { Inspector } from './inspector.tsx';

/** What is not needed for the first picture comes after it. */
const Terminal = lazy(() => import('../terminal/terminal.tsx').then((loaded) => ({ default: loaded.Terminal })));
const Compare = lazy(() => import('../timeline/compare.tsx').then((loaded) => ({ default: loaded.Compare })));

const TABS: readonly (readonly [id: DockTab, title: string])[] = [
  ['terminal', 'Terminal'],
  ['events', 'Events'],
  ['inspector', 'Inspector'],
  ['compare', 'Compare'],
];

interface DockProps {
  /** What the editor holds: the terminal's files. */
  readonly preset: string;
  /** The picture has been painted, so the large parts may come now. */
  readonly mayLoad: boolean;
}

export function Dock({ preset, mayLoad }: DockProps) {
  const tab = useUi((state) => state.dockTab);
  const open = useUi((state) => state.dockOpen);
  const height = useUi((state) => state.dockHeight);
  const { openDock, setDockOpen, setDockHeight } = useUi.getState();
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = TABS.findIndex(([id]) => id === tab);
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = TABS[(at + by + TABS.length) % TABS.length];
    if (by === 0 || !next) return;
    event.preventDefault();
    event.stopPropagation();
    openDock(next[0]);
    document.getElementById(`tab-${next[0]}`)?.focus();
  };
  return (
    <div className={`dock${open ? '' : ' shut'}`} style={open ? { height } : undefined}>
      {open && <Splitter label="Height of the dock" direction="row" value={height} onChange={setDockHeight} />}
      <div className="dock-bar">
        <div role="tablist" aria-label="Dock" onKeyDown={onKeyDown}>
          {TABS.map(([id, title]) => (
            <button
              key={id}
              id={`tab-${id}`}
              type="button"
              role="tab"
              aria-selected={open && tab === id}
              aria-controls="dock-panel"
              tabIndex={tab === id ? 0 : -1}
              onClick={() => openDock(id)}
            >
              {title}
            </button>
          ))}
        </div>
        <LastCommand />
        {open && tab === 'terminal' && <TerminalTools />}
        <button
          type="button"
          className="quiet-button"
          aria-label={open ? 'Close the dock' : 'Open the dock'}
          aria-expanded={open}
          onClick={() => setDockOpen(!open)}
        >
          <Icon name="chevron" className={open ? '' : 'up'} />
        </button>
      </div>
      <div className="dock-panel" id="dock-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} hidden={!open}>
        {/* The terminal keeps what is being typed while another tab is shown. */}
        <div className="dock-view" hidden={tab !== 'terminal'}>
          <Suspense fallback={<section className="terminal" aria-label="Terminal" />}>
            <Terminal preset={preset} mayLoad={mayLoad} />
          </Suspense>
        </div>
        {tab === 'events' && <Events />}
        {tab === 'inspector' && <Inspector />}
        {tab === 'compare' && (
          <Suspense fallback={<section className="compare" aria-label="Compare" />}>
            <Compare />
          </Suspense>
        )}
      </div>
    </div>
  );
}

/** The command behind the last gesture, to learn from and to take along. */
function LastCommand() {
  const last = useHistory().at(-1);
  if (!last || last.command.by === 'terminal') return <span className="last-command" />;
  const { line } = last.command;
  return (
    <span className="last-command">
      <code title={line}>$ {line}</code>
      <button type="button" className="quiet-button" onClick={() => void navigator.clipboard?.writeText(line)}>
        Copy
      </button>
    </span>
  );
}
