/** The values that a JSONPath expression finds in an object, one list a `{…}`. */
import { KubectlError } from '../kubectl-error.ts';

/** Plain field paths such as `{.status.numberReady}`; throws a KubectlError for others. */
export function fieldValues(expression: string): (object: object) => readonly (readonly unknown[])[] {
  const path = expression.replace(/^\{(.*)\}$/, '$1').replace(/^\./, '');
  if (!/^[\w-]+(\.[\w-]+)*$/.test(path)) throw new KubectlError(`error: cannot read the path ${expression}\n`);
  const fields = path.split('.');
  return (object) => {
    let found: unknown = object;
    for (const field of fields) {
      if (typeof found !== 'object' || found === null || !Object.hasOwn(found, field)) return [[]];
      found = (found as Readonly<Record<string, unknown>>)[field];
    }
    return [[found]];
  };
}
