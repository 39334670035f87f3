/** The revision that a Deployment or one of its ReplicaSets carries. Follows Revision in kubectl/pkg/util/deployment/deployment.go. */
import { type ObjectMeta, quoted } from '../../engine/index.ts';

export const REVISION = 'deployment.kubernetes.io/revision';
const LARGEST = 2n ** 63n;

/** 0 without the annotation; Go's words for a text that is no number. */
export function revisionText({
  annotations,
}: Pick<ObjectMeta, 'annotations'>): { readonly value: number } | { readonly error: string } {
  const text = annotations?.[REVISION];
  if (text === undefined) return { value: 0 };
  const refuse = (why: string) => ({ error: `strconv.ParseInt: parsing ${quoted(text)}: ${why}` });
  if (!/^[+-]?[0-9]+$/.test(text)) return refuse('invalid syntax');
  const value = BigInt(text.replace('+', ''));
  return value >= LARGEST || value < -LARGEST ? refuse('value out of range') : { value: Number(value) };
}
