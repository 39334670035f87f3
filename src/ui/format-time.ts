import type { Millis } from '../engine/index.ts';

/** A moment in a list: `0:03`. */
export { momentText } from '../lib/moment-text.ts';

/** The clock: `0:03.2`, `12:40.0`. */
export function clockText(at: Millis): string {
  const tenths = Math.floor(Math.max(0, at) / 100);
  const seconds = Math.floor(tenths / 10);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${tenths % 10}`;
}

/** A span in words that fit a chip: `8 s`, `2 min`. */
export function spanText(span: Millis): string {
  const seconds = Math.max(0, Math.ceil(span / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
