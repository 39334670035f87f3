/** Keys of mappings that are no texts. Follows convertToJSONableObject in sigs.k8s.io/yaml. */
import { YamlError } from './yaml-error.ts';

/** JSON's keys are texts. Throws YamlError for a collection. */
export function keyText(value: unknown, line: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : floatKey(value);
  throw new YamlError(`invalid map key: ${goSyntax(value)}`, line);
}

/** In the precision of 32 bits. */
function floatKey(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

const DEEPEST_SHOWN = 100;

/** A value as Go's `%#v` prints it. */
export function goSyntax(value: unknown, nil = 'interface {}(nil)', depth = 0): string {
  if (value === null || value === undefined) return nil;
  if (typeof value !== 'object') return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (depth > DEEPEST_SHOWN) return '…';
  if (Array.isArray(value)) {
    return `[]interface {}{${value.map((item) => goSyntax(item, undefined, depth + 1)).join(', ')}}`;
  }
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)); // as fmt prints maps
  const members = sorted.map(([key, inner]) => `"${key}":${goSyntax(inner, undefined, depth + 1)}`);
  return `map[interface {}]interface {}{${members.join(', ')}}`;
}
