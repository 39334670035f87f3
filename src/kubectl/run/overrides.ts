/** `kubectl run --overrides`: JSON that changes what the flags made. Follows kubectl's pkg/cmd/util/override_options.go. */
import type { AnyDraft } from '../create/any-draft.ts';
import { createError } from '../create/generator.ts';
import { patchedHere } from '../patched-here.ts';

export function overridden(draft: AnyDraft, text: string, type: string): AnyDraft {
  if (text === '') return draft;
  if (type !== 'json' && type !== 'merge' && type !== 'strategic') throw createError(`invalid override type: ${type}`);
  const body = parsed(text);
  if (type === 'json' ? !Array.isArray(body) : typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw createError('Invalid JSON Patch');
  }
  const sent = type === 'json' ? ({ type, body: body as readonly unknown[] } as const) : ({ type, body } as const);
  const made: unknown = patchedHere(draft, sent);
  const { kind, metadata } = made as Partial<AnyDraft>;
  if (kind !== draft.kind || typeof metadata !== 'object') throw createError('Invalid JSON Patch');
  return made as AnyDraft;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw createError('Invalid JSON Patch');
  }
}
