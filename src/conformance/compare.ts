/**
 * Whether what we played agrees with what was recorded. Only what a recording says is compared: its plays agreed on
 * nothing else. Ages are masked and rows of a table sorted, since real Pod names are random.
 */
import { canonicalJson } from '../lib/canonical-json.ts';
import type { Expect } from './scenario.ts';

export interface Difference {
  readonly what: string;
  readonly want: string;
  readonly got: string;
}

const AGE = /(?<![\w.-])\d+(?:[smhdy]|m\d+s|h\d+m|d\d+h|y\d+d)(?![\w-])/g;
const HEADER = /^[A-Z][A-Z0-9()/-]*(?: [A-Z()-]+)*(?:\s{2,}[A-Z][A-Z0-9()/ -]*)+$/;

/** Masks ages, splits kubectl's tables into cells and sorts their rows. */
export function normalizeText(text: string): string {
  const lines = text
    .replace(/\s+$/, '')
    .split('\n')
    .map((line) => line.replace(AGE, '<age>').replace(/\s+$/, ''));
  const out: string[] = [];
  const cells = (line: string): string =>
    line
      .trim()
      .split(/\s{2,}/)
      .join(' | ');
  let rows: string[] | undefined;
  const endTable = (): void => {
    if (rows) out.push(...rows.sort());
    rows = undefined;
  };
  for (const line of lines) {
    if (HEADER.test(line)) {
      endTable();
      out.push(cells(line));
      rows = [];
    } else if (rows && line !== '') rows.push(cells(line));
    else {
      endTable();
      out.push(line.replace(/[ \t]{2,}/g, '  '));
    }
  }
  endTable();
  return out.join('\n');
}

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function multiset(value: unknown): string {
  return Array.isArray(value) ? value.map(canonicalJson).sort().join('\n') : canonicalJson(value);
}

function withoutNode(pods: unknown): unknown {
  if (!Array.isArray(pods)) return pods;
  return pods.map((pod) => Object.fromEntries(Object.entries(fields(pod)).filter(([key]) => key !== 'node')));
}

const CONTROLLER = 'daemonset-controller|';

function controllerEvents(events: unknown): string {
  return canonicalJson(
    Object.fromEntries(Object.entries(fields(events)).filter(([key]) => key.startsWith(CONTROLLER))),
  );
}

export function compareStep(want: Expect, got: Expect): readonly Difference[] {
  const found: Difference[] = [];
  const differ = (what: string, a: string, b: string): void => {
    if (a !== b) found.push({ what, want: a, got: b });
  };
  if (want.exitCode !== undefined) differ('exitCode', String(want.exitCode), String(got.exitCode));
  for (const stream of ['stdout', 'stderr'] as const) {
    if (want[stream] !== undefined) differ(stream, normalizeText(want[stream]), normalizeText(got[stream] ?? ''));
  }
  compareState(fields(want.state), fields(got.state), differ);
  for (const [name, bounds] of Object.entries(want.bounds ?? {})) {
    for (const [bound, value] of Object.entries(bounds)) {
      differ(`bounds ${name} ${bound}`, String(value), String(fields(got.bounds?.[name])[bound]));
    }
  }
  return found;
}

function compareState(want: Fields, got: Fields, differ: (what: string, a: string, b: string) => void): void {
  for (const part of ['daemonSets', 'deployments', 'nodes']) {
    if (part in want) differ(part, canonicalJson(want[part]), canonicalJson(got[part]));
  }
  for (const part of ['pods', 'controllerRevisions']) {
    if (part in want) differ(part, multiset(want[part]), multiset(got[part]));
  }
  if ('podsAnyNode' in want)
    differ('pods, whatever their nodes', multiset(want.podsAnyNode), multiset(withoutNode(got.pods)));
  if (!('events' in want)) return;
  differ('events of daemonset-controller', controllerEvents(want.events), controllerEvents(got.events));
  const present = fields(got.events);
  for (const event of Object.keys(fields(want.events))) if (!(event in present)) differ('event', event, 'none');
}
