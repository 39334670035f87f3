/** RFC 3339 texts of API times, as Go's time.Parse accepts them and metav1.Time writes them. */
import { millisOf, timestamp } from '../../time/millis.ts';

const layout = '2006-01-02T15:04:05Z07:00';
const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})([.,]\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The pieces of the layout in order; the first that the text lacks is what Go's message names. */
const pieces: readonly (readonly [piece: string, form: RegExp])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d{2}/],
  ['-', /^-/],
  ['02', /^\d{2}/],
  ['T', /^T/],
  ['15', /^\d{2}/],
  [':', /^:/],
  ['04', /^\d{2}/],
  [':', /^:/],
  ['05', /^\d{2}([.,]\d+)?/],
  ['Z07:00', /^(Z|[+-]\d{2}:\d{2})/],
];

const shortMonths = new Set([4, 6, 9, 11]);

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return shortMonths.has(month) ? 30 : 31;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : 28;
}

/** In UTC and whole seconds (`{ time }`), or Go's complaint (`{ problem }`). */
export function readTime(text: string): { readonly time: string } | { readonly problem: string } {
  const match = pattern.exec(text);
  if (!match) return { problem: mismatch(text) };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const range = outOfRange(year, month, day, hour, minute, second);
  if (range) return { problem: `parsing time ${JSON.stringify(text)}: ${range} out of range` };
  const zone = match[8] ?? 'Z';
  if (Number(zone.slice(1, 3)) > 23 || Number(zone.slice(4)) > 59) {
    return { problem: `parsing time ${JSON.stringify(text)}: time zone offset out of range` };
  }
  if (zone === 'Z') return { time: `${text.slice(0, 19)}Z` };
  return { time: timestamp(millisOf(text.replace(',', '.'))) };
}

function outOfRange(year: number, month: number, day: number, hour: number, minute: number, second: number): string {
  if (month < 1 || month > 12) return 'month';
  if (hour > 23) return 'hour';
  if (minute > 59) return 'minute';
  if (second > 59) return 'second';
  return day < 1 || day > daysInMonth(year, month) ? 'day' : '';
}

function mismatch(text: string): string {
  let rest = text;
  for (const [piece, form] of pieces) {
    const found = form.exec(rest);
    if (!found) {
      return `parsing time ${JSON.stringify(text)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(piece)}`;
    }
    rest = rest.slice(found[0].length);
  }
  return `parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`;
}
