/** The `--field-selector` syntax. Follows apimachinery/pkg/fields/selector.go. */
import { quoted } from '../apiserver/errors.ts';

/** A field selector that Kubernetes does not accept; the message is its own. */
export class FieldSelectorError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FieldSelectorError';
  }
}

export interface FieldTerm {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
}

/** All terms must match; no terms match everything. */
export type FieldSelector = readonly FieldTerm[];

/** In this order at each place: `==` is no `=` before a value that begins with `=`. */
const OPERATORS = ['!=', '==', '='] as const;

/** Terms come in the order of their texts. Throws a FieldSelectorError with the text that the API server answers. */
export function parseFieldSelector(text: string): FieldSelector {
  const terms: FieldTerm[] = [];
  for (const part of splitTerms(text).sort()) {
    if (part === '') continue;
    const term = parseTerm(part);
    if (!term) throw new FieldSelectorError(`invalid selector: '${text}'; can't understand '${part}'`);
    // Neither field nor value: upstream takes the term for "everything".
    if (term.field !== '' || term.value !== '') terms.push(term);
  }
  return terms;
}

/** At the commas that no backslash precedes. */
function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === ',') {
      terms.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...terms, text.slice(start)];
}

function parseTerm(part: string): FieldTerm | undefined {
  for (let i = 0; i < part.length; i += 1) {
    const operator = OPERATORS.find((candidate) => part.startsWith(candidate, i));
    if (!operator) continue;
    return { field: part.slice(0, i), equal: operator !== '!=', value: unescaped(part.slice(i + operator.length)) };
  }
  return undefined;
}

function unescaped(text: string): string {
  let value = '';
  let escaping = false;
  for (const char of text) {
    if (escaping) {
      if (char !== '\\' && char !== ',' && char !== '=') {
        throw new FieldSelectorError(`invalid field selector: invalid escape sequence: \\${char}`);
      }
      value += char;
      escaping = false;
    } else if (char === '\\') {
      escaping = true;
    } else if (char === ',' || char === '=') {
      // Upstream prints the character as a number.
      throw new FieldSelectorError(`invalid field selector: unescaped character in value: ${char.codePointAt(0)}`);
    } else value += char;
  }
  if (escaping) throw new FieldSelectorError('invalid field selector: invalid escape sequence: \\');
  return value;
}

/** `fields` holds a text per field path; an absent one counts as ''. */
export function fieldSelectorMatches(selector: FieldSelector, fields: Readonly<Record<string, string>>): boolean {
  for (const { field, equal, value } of selector) {
    const actual = (Object.hasOwn(fields, field) ? fields[field] : undefined) ?? '';
    if ((actual === value) !== equal) return false;
  }
  return true;
}

/** The canonical text: `=` or `!=`, special characters in values escaped. */
export function fieldSelectorText(selector: FieldSelector): string {
  return selector
    .map(({ field, equal, value }) => `${field}${equal ? '=' : '!='}${value.replace(/[\\,=]/g, '\\$&')}`)
    .join(',');
}

/** What each kind offers beside the default; from pkg/apis/core/v1/conversion.go. */
const FIELDS_OF: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'Pod',
    new Set([
      'metadata.name',
      'metadata.namespace',
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'spec.hostNetwork',
      'status.phase',
      'status.podIP',
      'status.podIPs',
      'status.nominatedNodeName',
    ]),
  ],
  ['Node', new Set(['metadata.name', 'spec.unschedulable'])],
  ['Namespace', new Set(['metadata.name', 'status.phase'])],
  [
    'Event',
    new Set([
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.resourceVersion',
      'involvedObject.fieldPath',
      'reason',
      'reportingComponent',
      'source',
      'type',
      'metadata.namespace',
      'metadata.name',
    ]),
  ],
]);

const DEFAULT_FIELDS: ReadonlySet<string> = new Set(['metadata.name', 'metadata.namespace']);

/**
 * The selector with the kind's own field names, as the API server converts it before it lists.
 * Throws a FieldSelectorError at the first field that the kind does not offer.
 */
export function convertFieldSelector(selector: FieldSelector, kind: string): FieldSelector {
  return selector.map((term) => ({ ...term, field: convertField(term.field, kind) }));
}

function convertField(field: string, kind: string): string {
  const own = FIELDS_OF.get(kind);
  if (!own) {
    if (DEFAULT_FIELDS.has(field)) return field;
    const known = [...DEFAULT_FIELDS].map(quoted).join(', ');
    throw new FieldSelectorError(`${quoted(field)} is not a known field selector: only ${known}`);
  }
  if (own.has(field)) return field;
  // The name that clients of the first years send.
  if (kind === 'Pod' && field === 'spec.host') return 'spec.nodeName';
  throw new FieldSelectorError(`field label not supported: ${field}`);
}
