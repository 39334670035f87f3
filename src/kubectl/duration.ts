/** Go's durations, as `--timeout` reads and messages show them. Follows ParseDuration and String in Go's time package. */
import { UsageError } from './kubectl-error.ts';

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/y;

/** Milliseconds, or undefined for text that is no duration. */
export function parseDuration(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (digits === '0') return 0;
  let [millis, at] = [0, 0];
  while (at < digits.length) {
    PART.lastIndex = at;
    const part = PART.exec(digits);
    if (!part) return undefined;
    millis += Number(part[1]) * (UNITS[part[2] ?? ''] ?? 0);
    at = PART.lastIndex;
  }
  return digits === '' ? undefined : sign * millis;
}

/** The value of a duration flag; throws a UsageError with pflag's words. */
export function durationFlag(name: string, text: string): number {
  const millis = parseDuration(text);
  if (millis === undefined) {
    const why = /^[-+]?\d+\.?\d*$/.test(text) ? 'missing unit in duration' : 'invalid duration';
    throw new UsageError(`invalid argument "${text}" for "--${name}" flag: time: ${why} "${text}"`);
  }
  return millis;
}

/** `1m30s`, `5s`, `500ms`: whole milliseconds as Go prints them. */
export function durationText(millis: number): string {
  if (millis === 0) return '0s';
  if (Math.abs(millis) < 1000) return `${millis}ms`;
  const sign = millis < 0 ? '-' : '';
  const total = Math.abs(millis);
  const hours = Math.floor(total / 3_600_000);
  const minutes = Math.floor((total % 3_600_000) / 60_000);
  const seconds = `${(total % 60_000) / 1000}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`;
}
