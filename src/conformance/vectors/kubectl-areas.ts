/** The areas of kubectl's own functions that the playground answers so far. */
import type { Kind, Obj } from '../../engine/index.ts';
import { humanDuration, shortHumanDuration } from '../../kubectl/printers/age.ts';
import { lookFor } from '../../kubectl/rollout/look.ts';
import type { AreaPlayer } from './area.ts';
import { describe } from './describe.ts';
import { kubectlArgs } from './kubectl-args.ts';
import { printers } from './printers.ts';

const ages: AreaPlayer = (given) => {
  const { ms } = given as { ms: number };
  return { human: humanDuration(ms), short: shortHumanDuration(ms) };
};

const rolloutStatus: AreaPlayer = (given) => {
  const { kind, object, revision } = given as { kind: Kind; object: Obj; revision: number };
  const look = lookFor(kind);
  if (!look) return { error: `no status viewer for ${kind}` };
  const { message, done, error = null } = look(object, revision);
  return { message, done, error };
};

export const kubectlAreas: Readonly<Record<string, AreaPlayer>> = {
  ages,
  'rollout-status': rolloutStatus,
  'kubectl-args': kubectlArgs,
  printers,
  describe,
};
