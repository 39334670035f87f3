/** `--sort-by`: objects in the order of one field, such as `.spec.nodeName` or `{.metadata.creationTimestamp}`. */
import { KubectlError } from '../kubectl-error.ts';

/** Objects without the field come first, as in kubectl; equal ones keep their order. */
export function sortedBy<T>(objects: readonly T[], expression: string): readonly T[] {
  const path = expression.replace(/^\{(.*)\}$/, '$1').replace(/^\./, '');
  if (!/^[\w-]+(\.[\w-]+)*$/.test(path)) {
    throw new KubectlError(
      `error: the playground sorts by plain fields such as .metadata.name, not by ${expression}\n`,
    );
  }
  const fields = path.split('.');
  const keyed = objects.map((object) => ({ object, key: read(object, fields) }));
  if (keyed.length > 0 && keyed.every(({ key }) => key === undefined)) {
    throw new KubectlError(`error: couldn't find any field with path "{.${path}}" in the list of objects\n`);
  }
  return keyed.sort((a, b) => order(a.key, b.key)).map(({ object }) => object);
}

function read(value: unknown, fields: readonly string[]): unknown {
  let found = value;
  for (const field of fields) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, field)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[field];
  }
  return found;
}

function order(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : Number(left > right);
}
