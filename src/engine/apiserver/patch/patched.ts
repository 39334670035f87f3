import type { Kind, Obj } from '../../model/kinds.ts';
import type { Patch, WriteOptions } from '../api.ts';

export function patched<K extends Kind>(_kind: K, current: Obj<K>, _patch: Patch, _options: WriteOptions): Obj<K> {
  return current;
}
