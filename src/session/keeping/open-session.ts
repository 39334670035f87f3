/** Opens what an address asks for: the session that was kept of it, or a new one. */
import type { Millis, NodeSpec } from '../../engine/index.ts';
import type { EngineClient } from '../engine-client.ts';
import { SessionKeeper, type Timers } from './keeper.ts';
import { FORMAT, type KeptSession, MOST_SESSIONS, type SessionRow } from './kept-session.ts';
import { asFarAs, type EngineHome, type EngineMaker, type Made } from './make-engine.ts';
import { dropUnreadable, readSession } from './read-session.ts';
import type { SessionStore } from './session-store.ts';
import type { Tabs } from './tabs.ts';

export interface Scene {
  readonly id: string;
  readonly seed: string;
  readonly nodes: readonly NodeSpec[];
  /** What the editor holds now. */
  readonly text: string;
}

/** What the browser offers. */
export interface Surroundings {
  /** Rejects where nothing is kept. */
  openStore(): Promise<SessionStore>;
  /** Undefined where tabs cannot be kept apart: then nothing is kept. */
  tabs(): Tabs | undefined;
  readonly makeEngine: EngineMaker;
  /** Lets the page do what else there is. */
  pause(): Promise<void>;
  readonly timers: Timers;
  newId(): string;
}

/** What of opening a session is worth saying. */
export type Notice =
  /** Another tab has the session of this address. */
  | { readonly kind: 'other-tab' }
  /** What came after this moment was recorded by another version of the page. */
  | { readonly kind: 'version'; readonly keptTo: Millis }
  /** What came after this moment could not be read. */
  | { readonly kind: 'damaged'; readonly keptTo: Millis }
  /** The session of this address could not be read this time; it was left as it is. */
  | { readonly kind: 'unread' }
  /** So many sessions could not be read at all, and were dropped. */
  | { readonly kind: 'dropped'; readonly sessions: number };

export interface Progress {
  /** The moment that has been reached, of how many. */
  readonly at: Millis;
  readonly of: Millis;
  /** How much of the work is done: 0 to 1. */
  readonly share: number;
  /** The session that is being restored. */
  readonly id: string;
}

export interface Opening {
  readonly scene: Scene;
  /** Begins anew, in the place of this session: that one is dropped once something has been done in the new one. */
  readonly instead?: string;
  readonly tell: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export interface OpenSession {
  readonly id: string;
  readonly client: EngineClient;
  readonly home: EngineHome;
  readonly keeper: SessionKeeper;
  readonly notices: readonly Notice[];
  /** The editor's text of a session that was restored. */
  readonly text?: string;
  /** Writes the rest, and lets other tabs have it. */
  close(): void;
}

interface Shelf {
  readonly store: SessionStore;
  readonly tabs: Tabs;
}

/** Never rejects for want of storage: then the session is new. Undefined once `signal` is aborted. */
export async function openSession(opening: Opening, around: Surroundings): Promise<OpenSession | undefined> {
  const shelf = await openShelf(around);
  const notices: Notice[] = [];
  const found = shelf && opening.instead === undefined ? await find(opening, shelf, around, notices) : undefined;
  if (opening.signal.aborted) {
    found?.client.dispose();
    found?.release();
    shelf?.store.close();
    return undefined;
  }
  const session = found ?? (await begin(opening, shelf, around));
  if (session) return opened(opening, around, shelf, session, notices);
  shelf?.store.close();
  return undefined;
}

async function openShelf({ openStore, tabs: find }: Surroundings): Promise<Shelf | undefined> {
  try {
    const tabs = find();
    return tabs && { store: await openStore(), tabs };
  } catch {
    return undefined;
  }
}

interface Found extends Made {
  readonly kept: KeptSession;
  readonly restored: boolean;
  readonly release: () => void;
}

/** The session that this tab had, or else the one that was used last. */
async function find(
  { scene, tell, signal }: Opening,
  { store, tabs }: Shelf,
  { makeEngine, pause }: Surroundings,
  notices: Notice[],
): Promise<Found | undefined> {
  let release: (() => void) | undefined;
  try {
    const { sessions, dropped } = await dropUnreadable(store);
    if (dropped > 0) notices.push({ kind: 'dropped', sessions: dropped });
    const here = sessions.filter((row) => row.scene === scene.id).sort((a, b) => b.used - a.used);
    const last = tabs.last(scene.id);
    const row = here.find(({ id }) => id === last) ?? here[0];
    if (!row) return undefined;
    release = await tabs.take(row.id);
    if (!release) {
      notices.push({ kind: 'other-tab' });
      return undefined;
    }
    const { id, seed, nodes, place } = row;
    tell({ id, at: 0, of: place.newest, share: 0 });
    await pause();
    const { session, damaged } = await readSession(store, row);
    const { inputs, commands } = session;
    const told = (at: Millis, share: number): void => tell({ id, at, of: place.newest, share });
    const made = await makeEngine({ seed, nodes, kept: { inputs, place, commands, damaged } }, { signal, tell: told });
    if (!made) {
      release();
      return undefined;
    }
    const { standing } = made;
    if (damaged) notices.push({ kind: 'damaged', keptTo: standing.now });
    else if (standing.stoppedAt !== undefined) notices.push({ kind: 'version', keptTo: standing.now });
    const whole = !damaged && standing.stoppedAt === undefined;
    const kept = whole
      ? session
      : { row, inputs: inputs.slice(0, standing.inputs), commands: asFarAs(commands, standing) };
    tabs.remember(scene.id, id);
    return { ...made, kept, restored: true, release };
  } catch {
    // Storage that opens and then cannot be read: better a new session than none.
    notices.push({ kind: 'unread' });
    release?.();
    return undefined;
  }
}

async function begin(
  { scene, signal }: Opening,
  shelf: Shelf | undefined,
  { newId, timers, makeEngine }: Surroundings,
): Promise<Found | undefined> {
  const { seed, nodes } = scene;
  const place = { inputs: 0, position: 0, head: 0, now: 0, newest: 0 };
  const commands = { history: [], transcript: [] };
  const made = await makeEngine({ seed, nodes }, { signal, tell: () => undefined });
  if (!made) return undefined;
  const row: SessionRow = {
    format: FORMAT,
    id: newId(),
    scene: scene.id,
    seed,
    nodes,
    used: timers.today(),
    place,
    text: scene.text,
  };
  const release = await shelf?.tabs.take(row.id);
  return { ...made, kept: { row, inputs: [], commands }, restored: false, release: release ?? (() => {}) };
}

function opened(
  { scene, instead }: Opening,
  { timers }: Surroundings,
  shelf: Shelf | undefined,
  { client, home, kept, restored, release }: Found,
  notices: readonly Notice[],
): OpenSession {
  const { id, text } = kept.row;
  const begun = (): void => {
    if (!shelf) return;
    shelf.tabs.remember(scene.id, id);
    // Failing to tidy up loses nothing.
    dropOld(shelf, id, (row, i) => row.id === instead || i >= MOST_SESSIONS - 1).catch(() => undefined);
  };
  const makeRoom = async (): Promise<boolean> => {
    const last = (_: SessionRow, i: number, rows: readonly SessionRow[]): boolean => i === rows.length - 1;
    return shelf !== undefined && (await dropOld(shelf, id, last)) > 0;
  };
  const keeper = new SessionKeeper({ client, store: shelf?.store, timers, session: kept, begun, makeRoom });
  return {
    id,
    client,
    home,
    keeper,
    notices,
    ...(restored ? { text } : {}),
    close() {
      client.dispose();
      void keeper.close().finally(() => {
        release();
        shelf?.store.close();
      });
    },
  };
}

/** Drops some of the other sessions that no tab has, which come in the order of their last use; answers how many. */
async function dropOld(
  { store, tabs }: Shelf,
  id: string,
  which: (row: SessionRow, i: number, rows: readonly SessionRow[]) => boolean,
): Promise<number> {
  const taken = await tabs.taken();
  const { sessions } = await dropUnreadable(store);
  const others = sessions.filter((row) => row.id !== id && !taken.has(row.id)).sort((a, b) => b.used - a.used);
  const old = others.filter(which);
  for (const row of old) await store.drop(row.id);
  return old.length;
}
