/** The menu of one object: what can be done, each with its exact command. */
import { useEffect, useRef } from 'react';
import { useUi } from '../store.ts';
import { useAct, useActionsOf } from './use-actions.ts';

export function ActionMenu() {
  const menu = useUi((state) => state.menu);
  const actionsOf = useActionsOf();
  const act = useAct();
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);

  useEffect(() => {
    if (!menu) return;
    opener.current = document.activeElement;
    list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const close = (event: Event): void => {
      if (!list.current?.contains(event.target as Node | null)) useUi.getState().openMenu(undefined);
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [menu]);

  if (!menu) return null;
  const actions = actionsOf(menu.target);
  if (actions.length === 0) return null;
  const shut = (): void => {
    useUi.getState().openMenu(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const move = (by: number): void => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + by + items.length) % items.length]?.focus();
  };
  const height = 44 * actions.length + 44;
  const style = {
    left: Math.max(8, Math.min(menu.x, window.innerWidth - 380)),
    top: Math.max(8, Math.min(menu.y, window.innerHeight - height - 8)),
  };
  return (
    <div
      ref={list}
      className="action-menu"
      role="menu"
      tabIndex={-1}
      aria-label={`Actions for ${menu.target.name}`}
      style={style}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') shut();
        else if (event.key === 'ArrowDown') move(1);
        else if (event.key === 'ArrowUp') move(-1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <p className="menu-title" aria-hidden="true">
        {menu.target.name}
      </p>
      {actions.map(({ label, line, dangerous }) => (
        <button
          key={line}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={dangerous ? 'dangerous' : ''}
          onClick={() => {
            shut();
            act(line);
          }}
        >
          {label}
          <code>{line}</code>
        </button>
      ))}
    </div>
  );
}
