/** What an address asks for: which machines, which seed, what the editor holds. */
import { presets } from '../content/presets.ts';
import type { NodeSpec } from '../engine/index.ts';

export interface Scene {
  /** Two addresses with the same id show the same cluster. */
  readonly id: string;
  readonly title: string;
  readonly seed: string;
  readonly preset: string;
  readonly nodes: readonly NodeSpec[];
  /** Whether the first question is asked. */
  readonly asks: boolean;
  /** Only the stage is shown. */
  readonly embedded: boolean;
  /** What of the address could not be followed. */
  readonly notice?: string;
}

export const MAX_NODES = 15_000;

const CONTROL_PLANE: NodeSpec = {
  name: 'control-plane',
  labels: { 'node-role.kubernetes.io/control-plane': '' },
  taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
};

function start(notice?: string, embedded = false): Scene {
  const labels = (disk: string, zone: string) => ({ disk, zone });
  const nodes: readonly NodeSpec[] = [
    CONTROL_PLANE,
    { name: 'node-1', labels: labels('ssd', 'a') },
    { name: 'node-2', labels: labels('hdd', 'a') },
    { name: 'node-3', labels: labels('hdd', 'b') },
  ];
  return {
    id: 'start',
    title: 'One Pod per node',
    seed: '1',
    preset: 'log-collector',
    nodes,
    asks: true,
    embedded,
    notice,
  };
}

/** The fragment that leads to a scene by its id. */
export function addressOf(id: string): string {
  const [, nodes, seed = '', preset] = /^sandbox\/(\d+)\/(.*)\/([^/]+)$/.exec(id) ?? [];
  if (nodes === undefined) return '#/';
  return `#/sandbox?nodes=${nodes}&seed=${encodeURIComponent(seed)}&preset=${preset}`;
}

/** Reads `location.hash`; an address that cannot be followed leads to the start and says why. */
export function sceneOf(hash: string): Scene {
  const [path = '', ...options] = hash.replace(/^#/, '').split(/[?&]/);
  const query = new Map(
    options.map((option): [string, string] => {
      const [key = '', value = ''] = option.split('=');
      return [key, decodeURIComponent(value)];
    }),
  );
  const embedded = query.has('embed');
  if (path === '' || path === '/') return start(undefined, embedded);
  if (path !== '/sandbox') return start(`The address ${path} is not here. This is the start page.`, embedded);
  const wanted = Number(query.get('nodes') ?? 3);
  const valid = Number.isInteger(wanted) && wanted >= 0;
  const count = valid ? Math.min(wanted, MAX_NODES) : 3;
  const seed = query.get('seed') || '1';
  const asked = query.get('preset') ?? 'log-collector';
  const preset = presets.some(({ id }) => id === asked) ? asked : 'empty';
  const notices = [
    valid ? undefined : `“${query.get('nodes')}” is no number of nodes: here are 3.`,
    wanted > MAX_NODES ? `${wanted} nodes are too many for now: here are ${MAX_NODES}.` : undefined,
    preset === asked ? undefined : `There is no preset “${asked}”.`,
  ].filter((notice) => notice !== undefined);
  return {
    id: `sandbox/${count}/${seed}/${preset}`,
    title: 'Sandbox',
    seed,
    preset,
    nodes: Array.from({ length: count }, (_, i) => ({ name: `node-${i + 1}` })),
    asks: false,
    embedded,
    notice: notices.length > 0 ? notices.join(' ') : undefined,
  };
}
