/** Every verb that the playground's kubectl has. */
import { annotate } from './annotate.ts';
import { apply } from './apply.ts';
import { auth } from './auth.ts';
import { autoscale } from './autoscale.ts';
import { cordon, uncordon } from './cordon.ts';
import { create } from './create.ts';
import { deleteVerb } from './delete.ts';
import { describe } from './describe.ts';
import { drain } from './drain.ts';
import { expose } from './expose.ts';
import { get } from './get.ts';
import { label } from './label.ts';
import { patch } from './patch.ts';
import { replace } from './replace.ts';
import { rollout } from './rollout.ts';
import { scale } from './scale.ts';
import { set } from './set.ts';
import { taint } from './taint.ts';
import type { Verb } from './verb.ts';
import { version } from './version.ts';
import { wait } from './wait.ts';

export const verbs: ReadonlyMap<string, Verb> = new Map([
  ['annotate', annotate],
  ['apply', apply],
  ['auth', auth],
  ['autoscale', autoscale],
  ['cordon', cordon],
  ['create', create],
  ['delete', deleteVerb],
  ['describe', describe],
  ['drain', drain],
  ['expose', expose],
  ['get', get],
  ['label', label],
  ['patch', patch],
  ['replace', replace],
  ['rollout', rollout],
  ['scale', scale],
  ['set', set],
  ['taint', taint],
  ['uncordon', uncordon],
  ['version', version],
  ['wait', wait],
]);
