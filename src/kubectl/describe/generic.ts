/**
 * Kinds without a describer of their own: metadata first, then every field under a readable name. Follows
 * genericDescriber in kubectl/pkg/describe/describe.go.
 */
import type { Event, Millis, Obj } from '../../engine/index.ts';
import { withEvents } from './events.ts';
import { annotationText, compare, line, listed, pairLines } from './lines.ts';

const SHOWN_BEFORE: ReadonlySet<string> = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
]);
const ACRONYMS: ReadonlySet<string> = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);

export function describeGeneric(object: Obj, events: readonly Event[] | undefined, now: Millis): string {
  const { name, namespace = '', labels, annotations } = object.metadata;
  const head = [
    line(0, `Name:\t${name}`),
    line(0, `Namespace:\t${namespace}`),
    listed('Labels', pairLines(labels)),
    annotationText('Annotations', annotations),
  ].join('');
  return withEvents(head + fieldsText(0, object, ''), events, now);
}

function fieldsText(level: number, fields: object, path: string): string {
  let text = '';
  for (const [field, value] of Object.entries(fields).sort(([a], [b]) => compare(a, b))) {
    const here = `${path}.${field}`;
    if (SHOWN_BEFORE.has(here) || value === undefined) continue;
    if (Array.isArray(value)) text += line(level, `${labelOf(field)}:`) + itemsText(level + 1, value, here);
    else if (typeof value === 'object' && value !== null) {
      text += line(level, `${labelOf(field)}:`) + fieldsText(level + 1, value, here);
    } else text += line(level, `${labelOf(field)}:\t${value ?? '<nil>'}`);
  }
  return text;
}

function itemsText(level: number, items: readonly unknown[], path: string): string {
  return items
    .map((item) =>
      typeof item === 'object' && item !== null && !Array.isArray(item)
        ? fieldsText(level, item, path)
        : line(level, String(item)),
    )
    .join('');
}

/** `blockOwnerDeletion` becomes `Block Owner Deletion`, `apiVersion` `API Version`; odd names stay. */
function labelOf(field: string): string {
  if (/[^\p{L}-]/u.test(field)) return field;
  const parts = field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{Lu}]+/gu) ?? [field];
  return parts
    .map((part) => {
      const capitals = part.toUpperCase();
      return ACRONYMS.has(capitals) ? capitals : `${part.charAt(0).toUpperCase()}${part.slice(1)}`;
    })
    .join(' ');
}
