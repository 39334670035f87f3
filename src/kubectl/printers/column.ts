/** A column of a kind's table, and the two that most tables have. */
import type { Kind, Millis, Obj } from '../../engine/index.ts';
import { ageOf } from './age.ts';

export interface Column<K extends Kind> {
  readonly name: string;
  /** Shown with `-o wide` only. */
  readonly wide?: true;
  cell(object: Obj<K>, now: Millis): string;
}

export const age = {
  name: 'AGE',
  cell: ({ metadata }: Obj, now: Millis) => ageOf(metadata.creationTimestamp, now),
} as const;

export const name = { name: 'NAME', cell: ({ metadata }: Obj) => metadata.name } as const;
