/** One place where our answer is not Kubernetes' own: a path such as `kinds.Pod.error`, and both values as JSON. */
export interface Difference {
  readonly path: string;
  readonly want: string;
  readonly got: string;
}

/**
 * Whether the case passes: `got` is exactly `want`, the order of keys aside. A field that is absent in `want` must be
 * absent or null in `got`.
 */
export function compareCase(want: unknown, got: unknown): boolean {
  return differencesOf(want, got).length === 0;
}

/** Where a case fails, by the rules of compareCase; empty when it passes. */
export function differencesOf(want: unknown, got: unknown, path = ''): readonly Difference[] {
  if (Array.isArray(want) && Array.isArray(got) && want.length === got.length) {
    return want.flatMap((item, i) => differencesOf(item, got[i], `${path}[${i}]`));
  }
  if (isObject(want) && isObject(got)) {
    const keys = new Set([...Object.keys(want), ...Object.keys(got)]);
    return [...keys].flatMap((key) => {
      const below = path === '' ? key : `${path}.${key}`;
      if (Object.hasOwn(want, key))
        return differencesOf(want[key], Object.hasOwn(got, key) ? got[key] : undefined, below);
      return got[key] === null || got[key] === undefined ? [] : [difference(below, undefined, got[key])];
    });
  }
  return want === got ? [] : [difference(path, want, got)];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function difference(path: string, want: unknown, got: unknown): Difference {
  return { path, want: shown(want), got: shown(got) };
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'absent';
}
