/** The manifest that apply leaves in an annotation of the object that it made. Follows kubectl's pkg/util/apply.go. */
import { goJson } from '../engine/index.ts';
import { type Fields, isFields } from './manifests.ts';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A manifest with itself, as text, in the annotation (GetModifiedConfiguration). */
export function withLastApplied(value: Fields): Fields {
  const metadata = isFields(value.metadata) ? value.metadata : {};
  const { [LAST_APPLIED]: _, ...annotations } = texts(metadata.annotations);
  const plain = { ...value, metadata: { ...metadata, annotations } };
  const text = `${goJson(plain)}\n`;
  return { ...plain, metadata: { ...plain.metadata, annotations: { ...annotations, [LAST_APPLIED]: text } } };
}

/** Annotations as they are read: null is an empty text. */
function texts(annotations: unknown): Fields {
  if (!isFields(annotations)) return {};
  return Object.fromEntries(Object.entries(annotations).map(([key, text]) => [key, text ?? '']));
}

/** The annotation's text, as it stands in the object. */
export function lastAppliedText(object: { readonly metadata: { readonly annotations?: Fields } }): string | undefined {
  const text = object.metadata.annotations?.[LAST_APPLIED];
  return typeof text === 'string' ? text : undefined;
}
