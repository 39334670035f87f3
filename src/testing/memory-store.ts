/** Sessions kept in memory, with what storage does when it is full or broken. */
import type { KeptSession } from '../session/keeping/kept-session.ts';
import type { Part, SessionStore, Writing } from '../session/keeping/session-store.ts';

export class MemoryStore implements SessionStore {
  readonly rows = new Map<string, unknown>();
  readonly parts: Record<Part, Map<string, Map<number, unknown>>> = {
    input: new Map(),
    command: new Map(),
    entry: new Map(),
  };
  /** What writes fail with while so many sessions are there. */
  failure: Error | undefined;
  room = 0;
  writes = 0;

  async sessions(): Promise<ReadonlyMap<string, unknown>> {
    return new Map(this.rows);
  }

  async read(
    id: string,
    part: Part,
    from: number,
    most: number,
  ): Promise<readonly (readonly [number: number, row: unknown])[]> {
    const rows = [...(this.parts[part].get(id) ?? [])].filter(([number]) => number >= from);
    return rows.sort(([a], [b]) => a - b).slice(0, most);
  }

  async write(writing: Writing): Promise<void> {
    if (this.failure && this.rows.size >= this.room) throw this.failure;
    this.writes += 1;
    const { row, inputs, commands, entries } = structuredClone(writing);
    this.rows.set(row.id, row);
    const kept = this.#part(row.id, 'input');
    for (const [i, input] of inputs.rows.entries()) kept.set(inputs.from + i, input);
    const end = inputs.from + inputs.rows.length;
    if (inputs.last) for (const number of [...kept.keys()]) if (number >= end) kept.delete(number);
    for (const [number, command] of commands) put(this.#part(row.id, 'command'), number, command);
    for (const [number, entry] of entries) put(this.#part(row.id, 'entry'), number, entry);
  }

  async drop(id: string): Promise<void> {
    this.rows.delete(id);
    for (const part of Object.values(this.parts)) part.delete(id);
  }

  close(): void {}

  inputs(id: string): readonly unknown[] {
    return [...this.#part(id, 'input').values()];
  }

  row(id: string): KeptSession['row'] | undefined {
    return this.rows.get(id) as KeptSession['row'] | undefined;
  }

  #part(id: string, part: Part): Map<number, unknown> {
    const rows = this.parts[part].get(id) ?? new Map<number, unknown>();
    this.parts[part].set(id, rows);
    return rows;
  }
}

function put(rows: Map<number, unknown>, number: number, value: unknown): void {
  if (value === undefined) rows.delete(number);
  else rows.set(number, value);
}
