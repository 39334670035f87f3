/**
 * The hash of a Pod template (§6.2). Follows ComputeHash in pkg/controller/controller_utils.go and
 * rand.SafeEncodeString: same shape as a real cluster's, other value, since Go dumps its own structs.
 */
import { canonicalJson } from '../../../lib/canonical-json.ts';
import { fnv1a32 } from '../../../lib/fnv1a.ts';
import type { PodTemplate } from '../../model/apps.ts';

const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

export function templateHash(template: PodTemplate, collisionCount?: number): string {
  let hash = fnv1a32(canonicalText(template));
  if (collisionCount !== undefined) hash = fnv1a32(`\u0000${collisionCount}`, hash);
  return Array.from(String(hash), (digit) => SAFE[digit.charCodeAt(0) % SAFE.length]).join('');
}

const texts = new WeakMap<PodTemplate, string>();

/** The template as canonical JSON, made once per template. */
export function canonicalText(template: PodTemplate): string {
  let text = texts.get(template);
  if (text === undefined) {
    text = canonicalJson(template);
    texts.set(template, text);
  }
  return text;
}
