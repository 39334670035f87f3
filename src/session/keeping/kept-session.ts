/** What is kept of a session: plain rows, from which its whole history can be made again. */
import type { Input, Millis, NodeSpec } from '../../engine/index.ts';
import type { KeptCommands } from '../command-runs.ts';
import type { CommandRecord, TranscriptEntry } from '../engine-client.ts';

/** Rows of another format are left alone: a newer page may know them. */
export const FORMAT = 1;

/** Where on its timeline a session stood. */
export interface Place {
  /** How many inputs had come by then. */
  readonly inputs: number;
  readonly position: number;
  readonly head: number;
  readonly now: Millis;
  /** The time of the newest moment. */
  readonly newest: Millis;
}

export interface SessionRow {
  readonly format: typeof FORMAT;
  readonly id: string;
  /** The id of the scene that its address names. */
  readonly scene: string;
  readonly seed: string;
  readonly nodes: readonly NodeSpec[];
  /** Wall time of its last change, in ms since 1970. */
  readonly used: number;
  readonly place: Place;
  /** The editor's text. */
  readonly text: string;
}

/** All of a session, as it was read or as it is handed out. */
export interface KeptSession {
  readonly row: SessionRow;
  readonly inputs: readonly Input[];
  readonly commands: KeptCommands;
}

/** How many sessions are kept; the ones that were used last. */
export const MOST_SESSIONS = 20;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
const areStrings = (fields: Fields, names: readonly string[]): boolean =>
  names.every((name) => typeof fields[name] === 'string');
const areCounts = (fields: Fields, names: readonly string[]): boolean => names.every((name) => isCount(fields[name]));

/** Whether a row is of a format that this page does not know. */
export function isForeign(value: unknown): boolean {
  return isFields(value) && isCount(value.format) && value.format !== FORMAT;
}

export function isSessionRow(value: unknown): value is SessionRow {
  return (
    isFields(value) &&
    value.format === FORMAT &&
    areStrings(value, ['id', 'scene', 'seed', 'text']) &&
    Array.isArray(value.nodes) &&
    value.nodes.every((node) => isFields(node) && typeof node.name === 'string') &&
    isCount(value.used) &&
    isFields(value.place) &&
    areCounts(value.place, ['inputs', 'position', 'head', 'now', 'newest'])
  );
}

export function isInput(value: unknown): value is Input {
  if (!isFields(value) || !areCounts(value, ['position', 'head'])) return false;
  const { before, step, returnTo } = value;
  if (step === undefined) return isCount(returnTo);
  return (
    isFields(before) &&
    isFields(step) &&
    areCounts(step, ['at', 'resourceVersion', 'order']) &&
    isFields(step.cause) &&
    areStrings(step.cause, ['actor', 'key', 'reason']) &&
    Array.isArray(step.changes) &&
    step.changes.every((change) => isFields(change) && areStrings(change, ['table', 'key']))
  );
}

export function isCommandRecord(value: unknown): value is CommandRecord {
  if (!isFields(value) || !areCounts(value, ['id', 'at', 'position'])) return false;
  const { command, result } = value;
  return (
    isFields(command) &&
    areStrings(command, ['line', 'by']) &&
    isFields(result) &&
    areStrings(result, ['stdout', 'stderr']) &&
    Array.isArray(result.refusals)
  );
}

export function isTranscriptEntry(value: unknown): value is TranscriptEntry {
  if (!isFields(value) || !isCount(value.key)) return false;
  switch (value.kind) {
    case 'command':
      return isCount(value.of) && isCount(value.at) && areStrings(value, ['line', 'by']);
    case 'output':
      return isCount(value.of) && areStrings(value, ['stream', 'text']);
    case 'fork':
      return areCounts(value, ['at', 'undone']);
    case 'reload':
      return Array.isArray(value.interrupted);
    default:
      return value.kind === 'interrupt';
  }
}
