/** On a phone one view at a time; these choose it. */
import { Icon, type IconName } from '../icons/icon.tsx';
import { type Pane, useUi } from '../store.ts';

const PANES: readonly (readonly [Pane, IconName, string])[] = [
  ['step', 'bulb', 'Step'],
  ['cluster', 'grid', 'Cluster'],
  ['yaml', 'file', 'YAML'],
  ['terminal', 'terminal', 'Terminal'],
];

export function PaneTabs({ asks }: { readonly asks: boolean }) {
  const pane = useUi((state) => state.pane);
  return (
    <nav className="pane-tabs" aria-label="Views">
      {PANES.filter(([id]) => asks || id !== 'step').map(([id, icon, title]) => (
        <button
          key={id}
          type="button"
          aria-current={pane === id ? 'page' : undefined}
          onClick={() => useUi.getState().setPane(id)}
        >
          <Icon name={icon} />
          {title}
        </button>
      ))}
    </nav>
  );
}
