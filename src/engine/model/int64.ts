const MIN = -(2n ** 63n);
const MAX = 2n ** 63n - 1n;

/** A whole number as Go's strconv.ParseInt(text, 10, 64) reads it; undefined for anything else, and out of range. */
export function parseInt64(text: string): bigint | undefined {
  if (!/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  return value < MIN || value > MAX ? undefined : value;
}
