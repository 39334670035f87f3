/** A line between two panes: dragged, or moved by the arrow keys. */
import type { KeyboardEvent, PointerEvent } from 'react';

interface SplitterProps {
  readonly label: string;
  /** `column`: moves sideways and sizes what is left of it. `row`: moves up and down and sizes what is below it. */
  readonly direction: 'column' | 'row';
  readonly value: number;
  readonly onChange: (value: number) => void;
}

const STEP = 16;

export function Splitter({ label, direction, value, onChange }: SplitterProps) {
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onChange(direction === 'column' ? value + event.movementX : value - event.movementY);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const [less, more] = direction === 'column' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowDown', 'ArrowUp'];
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(value + (event.key === more ? STEP : -STEP));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a movable separator, which hr cannot be
    <div
      className={`splitter ${direction}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'column' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={0}
      aria-valuemax={720}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
