/** Line icons on a 16 grid, drawn for this page. */
import type { ReactNode } from 'react';

const SHAPES = {
  check: <path d="M3 8.5 6.5 12 13 4.5" />,
  'ready-disc': (
    <>
      <circle className="solid" cx="8" cy="8" r="7" />
      <path d="M4.8 8.3 7.2 10.6 11.4 5.8" stroke="var(--chip-tint)" strokeWidth="1.8" />
    </>
  ),
  hourglass: <path d="M4 2h8M4 14h8M5 2c0 3.5 6 5 6 12M11 2c0 3.5-6 5-6 12" />,
  tray: <path d="M8 2v7M5 6.5 8 9.5l3-3M2.5 10v3.5h11V10" />,
  untray: <path d="M8 9.5v-7M5 5.5 8 2.5l3 3M2.5 10v3.5h11V10" />,
  'half-disc': (
    <>
      <circle cx="8" cy="8" r="6" />
      <path className="solid" d="M8 2a6 6 0 0 1 0 12z" />
    </>
  ),
  sink: <path d="M5 2.5h6v6.5H5zM2 13.5c1.5-1.4 2.5-1.4 4 0 1.5 1.4 2.5 1.4 4 0 1.5-1.4 2.5-1.4 4 0" />,
  loop: <path d="M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3M8 5.5V8.6M8 10.8v.1" />,
  'no-box': <path d="M3 5 8 2.5 13 5v6L8 13.5 3 11zM2 2l12 12" />,
  octagon: <path d="M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" />,
  'broken-link': (
    <path d="M6.5 9.5 4.8 11.2a2.4 2.4 0 0 1-3.4-3.4L3.6 5.6M9.5 6.5l1.7-1.7a2.4 2.4 0 0 1 3.4 3.4l-2.2 2.2M5 2.5l.8 1.8M11 13.5l-.8-1.8" />
  ),
  flag: <path d="M4 14V2.5h7.5L9.8 5.2l1.7 2.8H4" />,
  barrier: <path d="M2 5h12v3.5H2zM4 8.5V13M12 8.5V13M5 5 3.5 8.5M9 5 7.5 8.5M13 5l-1.5 3.5" />,
  heart: <path d="M8 13.5S2 10 2 6a3 3 0 0 1 6-1 3 3 0 0 1 6 1c0 4-6 7.5-6 7.5z" />,
  none: <path d="M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM3.8 12.2l8.4-8.4" />,
  grid: <path d="M2.5 2.5h4.5V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.5H2.5zM9 9h4.5v4.5H9z" />,
  node: <path d="M2.5 3h11v4.5h-11zM2.5 8.5h11V13h-11zM5 5.2h.1M5 10.8h.1" />,
  file: <path d="M4 1.8h5.2L12.5 5v9.2H4zM9 2v3.2h3.2" />,
  chevron: <path d="m4 6 4 4 4-4" />,
  arrow: <path d="m6 4 4 4-4 4" />,
  more: <path d="M3.5 8h.1M8 8h.1M12.5 8h.1" strokeWidth="2.4" />,
  play: <path className="solid" d="M4.5 2.5v11l9-5.5z" />,
  stop: <path className="solid" d="M4 4h8v8H4z" />,
  pause: <path className="solid" d="M4 3h3v10H4zM9 3h3v10H9z" />,
  start: <path className="solid" d="m8 3.5-6 4.5 6 4.5zm6 0-6 4.5 6 4.5z" />,
  afresh: <path d="M3 8a5 5 0 1 0 1.6-3.7M3 2v3h3" />,
  back: <path className="solid" d="M3 3.5h1.8v9H3zM13 3.5 6 8l7 4.5z" />,
  forward: <path className="solid" d="M11.2 3.5H13v9h-1.8zM3 3.5 10 8l-7 4.5z" />,
  next: <path d="M2 8h8M7 4.8 10.2 8 7 11.2M13.5 3v10" />,
  previous: <path d="M14 8H6M9 4.8 5.8 8 9 11.2M2.5 3v10" />,
  rest: <path d="M1.5 8h5M4.3 5.2 7 8l-2.7 2.8M9.5 11.5h5M9.5 8h5M9.5 4.5h5" />,
  skip: <path d="M2 4.5 5.5 8 2 11.5M10.5 4.5 14 8l-3.5 3.5M6.8 8h.1M9.3 8h.1" />,
  undo: <path d="M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6" />,
  redo: <path d="m10.5 3 3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7H10" />,
  'zoom-in': <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14M7 5v4M5 7h4" />,
  'zoom-out': <path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14M5 7h4" />,
  whole: <path d="M2 3v10M14 3v10M4.5 8h7M6.3 6 4.3 8l2 2M9.7 6l2 2-2 2" />,
  branch: <path d="M2 4.5h3.5c3 0 2 7 5 7H14M11.8 9.3 14 11.5l-2.2 2.2" />,
  compare: <path d="M2 3h5v10H2zM9 3h5v10H9z" />,
  pin: <path d="M8 9.5V14M4.5 9.5h7L10 7V3.5l1-1.5H5l1 1.5V7z" />,
  list: <path d="M2.5 4h.1M2.5 8h.1M2.5 12h.1M5.5 4h8M5.5 8h8M5.5 12h8" />,
  minus: <path d="M3 8h10" />,
  plus: <path d="M3 8h10M8 3v10" />,
  fit: <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />,
  table: <path d="M2 3h12v10H2zM2 6.3h12M6 6.3V13" />,
  sun: (
    <path d="M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
  ),
  moon: <path d="M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z" />,
  system: <path d="M2 3h12v8H2zM6 14h4M8 11v3" />,
  terminal: <path d="M2 3h12v10H2zM4.5 6l2 2-2 2M8.5 10h3" />,
  bulb: <path d="M6 13.8h4M6.2 11.5h3.6M8 1.8a4.2 4.2 0 0 0-2 7.9v1.8h4V9.7a4.2 4.2 0 0 0-2-7.9z" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  keyboard: <path d="M1.5 4h13v8h-13zM4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M4.5 9.5h7" />,
  alert: <path d="M8 2 14.5 13.5h-13zM8 6.5v3M8 11.6v.1" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

/** Decorative: what it means is always said in words beside it or in the accessible name. */
export function Icon({ name, className = '' }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {SHAPES[name]}
    </svg>
  );
}
