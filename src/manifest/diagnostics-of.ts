/** The API server's refusal as marks in the text: its own words, and a plain sentence where one helps. */
import type { Status } from '../engine/index.ts';
import type { Diagnostic, ManifestParse } from './parse-manifest.ts';

/** What a learner is told beside the server's words; the first that fits. */
const PLAIN: readonly (readonly [pattern: RegExp, words: string])[] = [
  [
    /`selector` does not match template `labels`/,
    'The Pods would not carry the labels that the DaemonSet looks for. Use the same labels in both places.',
  ],
  [
    /spec\.selector: .*field is immutable/,
    'The selector of an existing DaemonSet never changes. Put it back, or delete the DaemonSet and apply again.',
  ],
  [
    /may not be set when maxUnavailable is non-zero/,
    'maxSurge needs `maxUnavailable: 0`, which is 1 unless you write it.',
  ],
  [/unknown field "(?:spec\.)?replicas"/, 'A DaemonSet has no replicas: the number of nodes decides.'],
  [/unknown field/, 'Kubernetes does not know this field here. Check its name and how far it is indented.'],
  [/supported values: "Always"/, 'Pods of a DaemonSet always restart.'],
];

export function plainSentence(message: string): string | undefined {
  return PLAIN.find(([pattern]) => pattern.test(message))?.[1];
}

/** One mark per cause; a refusal that names no field stands on the first line. */
export function diagnosticsOf(status: Status, { documents }: ManifestParse): readonly Diagnostic[] {
  const document = documents.find(({ value }) => nameOf(value) === status.details?.name) ?? documents[0];
  const mark = (message: string, field: string | undefined): Diagnostic => {
    const place = document?.locate(field ?? '') ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const help = plainSentence(field ? `${field}: ${message}` : message);
    return { ...place, message: help ? `${message}\n${help}` : message, severity: 'error', field };
  };
  const unknown = [...status.message.matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)];
  if (unknown.length > 0) return unknown.map(([text, field]) => mark(text, field));
  const causes = status.details?.causes ?? [];
  if (causes.length > 0) return causes.map(({ field, message }) => mark(`${field}: ${message}`, field));
  return [mark(status.message, undefined)];
}

function nameOf(value: unknown): unknown {
  const { metadata } = (typeof value === 'object' && value !== null ? value : {}) as {
    metadata?: { name?: unknown } | null;
  };
  return metadata?.name;
}
