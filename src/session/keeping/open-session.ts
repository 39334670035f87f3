/** Opens what an address asks for: the session that was kept of it, or a new one. */
import type { Input, Millis, NodeSpec } from '../../engine/index.ts';
import type { EngineClient } from '../engine-client.ts';
import type { Frames } from '../frames.ts';
import { createInPageEngine, resumeInPageEngine } from '../in-page-engine.ts';
import { sceneCluster } from '../scene-cluster.ts';
import { SessionKeeper, type Timers } from './keeper.ts';
import { FORMAT, type KeptSession, MOST_SESSIONS, type SessionRow } from './kept-session.ts';
import { dropUnreadable, readSession } from './read-session.ts';
import { type Replayed, replayInTurns, type Turns } from './replay-story.ts';
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
  readonly frames: Frames;
  readonly turns: Turns;
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
  return opened(opening, around, shelf, found ?? (await begin(opening, shelf, around)), notices);
}

async function openShelf({ openStore, tabs: find }: Surroundings): Promise<Shelf | undefined> {
  try {
    const tabs = find();
    return tabs && { store: await openStore(), tabs };
  } catch {
    return undefined;
  }
}

interface Found {
  readonly client: EngineClient;
  readonly kept: KeptSession;
  readonly restored: boolean;
  readonly release: () => void;
}

/** The session that this tab had, or else the one that was used last. */
async function find(
  { scene, tell, signal }: Opening,
  { store, tabs }: Shelf,
  { turns, frames }: Surroundings,
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
    await turns.pause();
    const { session, damaged } = await readSession(store, row);
    const cluster = sceneCluster(seed, nodes);
    const telling = { signal, tell: (at: Millis, share: number) => tell({ id, at, of: place.newest, share }) };
    const replayed = await replayInTurns(cluster, { inputs: session.inputs, place }, turns, telling);
    if (!replayed) {
      release();
      return undefined;
    }
    if (damaged) notices.push({ kind: 'damaged', keptTo: cluster.now });
    else if (replayed.stoppedAt !== undefined) notices.push({ kind: 'version', keptTo: cluster.now });
    const whole = !damaged && replayed.stoppedAt === undefined;
    const kept = whole ? session : asFarAs(session, replayed, cluster.journal.head);
    tabs.remember(scene.id, id);
    return { client: resumeInPageEngine({ cluster, commands: kept.commands }, frames), kept, restored: true, release };
  } catch {
    // Storage that opens and then cannot be read: better a new session than none.
    release?.();
    return undefined;
  }
}

/** What could be carried out; commands that came later are of a future that is not there. */
function asFarAs(session: KeptSession, { inputs }: Replayed, head: number): KeptSession {
  const history = session.commands.history.map((one) => (one.position > head ? { ...one, undone: true } : one));
  const kept: readonly Input[] = session.inputs.slice(0, inputs);
  return { ...session, inputs: kept, commands: { ...session.commands, history } };
}

async function begin(
  { scene }: Opening,
  shelf: Shelf | undefined,
  { newId, timers, frames }: Surroundings,
): Promise<Found> {
  const row: SessionRow = {
    format: FORMAT,
    id: newId(),
    scene: scene.id,
    seed: scene.seed,
    nodes: scene.nodes,
    used: timers.today(),
    place: { inputs: 0, position: 0, head: 0, now: 0, newest: 0 },
    text: scene.text,
  };
  const release = await shelf?.tabs.take(row.id);
  return {
    client: createInPageEngine({ ...scene, frames }),
    kept: { row, inputs: [], commands: { history: [], transcript: [] } },
    restored: false,
    release: release ?? (() => {}),
  };
}

function opened(
  { scene, instead }: Opening,
  { timers }: Surroundings,
  shelf: Shelf | undefined,
  { client, kept, restored, release }: Found,
  notices: readonly Notice[],
): OpenSession {
  const { id, text } = kept.row;
  const begun = (): void => {
    if (!shelf) return;
    shelf.tabs.remember(scene.id, id);
    // Failing to tidy up loses nothing.
    makeRoom(shelf, id, instead).catch(() => undefined);
  };
  const keeper = new SessionKeeper({ client, store: shelf?.store, timers, session: kept, begun });
  return {
    id,
    client,
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

/** Drops the session that this one replaces, and of the others those that were used longest ago. */
async function makeRoom({ store, tabs }: Shelf, id: string, instead: string | undefined): Promise<void> {
  const taken = await tabs.taken();
  const { sessions } = await dropUnreadable(store);
  const others = sessions.filter((row) => row.id !== id).sort((a, b) => b.used - a.used);
  const old = others.filter((row, i) => row.id === instead || i >= MOST_SESSIONS - 1);
  for (const row of old) if (!taken.has(row.id)) await store.drop(row.id);
}
