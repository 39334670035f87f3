/** The areas of kubectl's own functions that the playground answers so far. */
import type { DaemonSet } from '../../engine/index.ts';
import { humanDuration, shortHumanDuration } from '../../kubectl/printers/age.ts';
import { rolloutLook } from '../../kubectl/rollout-status.ts';
import type { AreaPlayer } from './area.ts';
import { describe } from './describe.ts';
import { kubectlArgs } from './kubectl-args.ts';
import { printers } from './printers.ts';

const ages: AreaPlayer = (given) => {
  const { ms } = given as { ms: number };
  return { human: humanDuration(ms), short: shortHumanDuration(ms) };
};

const rolloutStatus: AreaPlayer = (given) => {
  const { kind, object } = given as { kind: string; object: DaemonSet };
  if (kind !== 'DaemonSet') return { error: `no status viewer for ${kind}` };
  const look = rolloutLook(object);
  if ('error' in look) return { message: '', done: true, error: look.error };
  return { ...look, error: null };
};

export const kubectlAreas: Readonly<Record<string, AreaPlayer>> = {
  ages,
  'rollout-status': rolloutStatus,
  'kubectl-args': kubectlArgs,
  printers,
  describe,
};
