/** What is used less often: a menu of the timeline, which holds more the narrower the page is. */
import { useEffect, useRef, useState } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';

export interface MenuEntry {
  readonly label: string;
  readonly icon: IconName;
  /** For a button with little room. */
  readonly short?: string;
  /** More about it, for the button's title. */
  readonly hint?: string | undefined;
  readonly keys?: string;
  /** For something that is on or off. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** From which width on it stands as a button outside, so the menu leaves it out. */
  readonly outside?: 'laptop' | 'desktop';
  act(): void;
}

export function MoreMenu({ entries }: { readonly entries: readonly MenuEntry[] }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const items = (): HTMLElement[] =>
    [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])].filter((item) =>
      item.checkVisibility(),
    );
  useEffect(() => {
    if (!open) return;
    const shown = [...(box.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    shown.find((item) => item.checkVisibility())?.focus();
    const closeOutside = ({ target }: Event): void => {
      if (!box.current?.contains(target as Node | null)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [open]);
  const shut = (): void => {
    setOpen(false);
    box.current?.querySelector<HTMLElement>('button')?.focus();
  };
  const move = (by: number): void => {
    const shown = items();
    const at = shown.indexOf(document.activeElement as HTMLElement);
    shown[(at + by + shown.length) % shown.length]?.focus();
  };
  const acts: Readonly<Record<string, () => void>> = {
    Escape: shut,
    Tab: shut,
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Home: () => items()[0]?.focus(),
    End: () => items().at(-1)?.focus(),
  };
  return (
    <div ref={box} className="timeline-more">
      <button
        type="button"
        className="quiet-button"
        aria-label="More of the timeline"
        title="More"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <div
          className="timeline-menu"
          role="menu"
          tabIndex={-1}
          aria-label="More of the timeline"
          onKeyDown={(event) => {
            const act = acts[event.key];
            if (!act) return;
            event.preventDefault();
            event.stopPropagation();
            act();
          }}
        >
          {entries.map(({ label, icon, keys, checked, disabled = false, outside, act }) => (
            <button
              key={label}
              type="button"
              {...(checked === undefined
                ? { role: 'menuitem' }
                : { role: 'menuitemcheckbox', 'aria-checked': checked })}
              // Focusable all the same: what the menu can do should be found.
              aria-disabled={disabled}
              tabIndex={-1}
              className={outside ? `outside-${outside}` : ''}
              onClick={() => {
                if (disabled) return;
                shut();
                act();
              }}
            >
              <Icon name={checked ? 'check' : icon} />
              {label}
              {keys && <kbd>{keys}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
