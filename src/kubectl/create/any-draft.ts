import type { Draft, Kind } from '../../engine/index.ts';

/** A new object of any one kind, its members in the order of Go's structs: that is how `-o json` shows them. */
export type AnyDraft = { [K in Kind]: Draft<K> }[Kind];
