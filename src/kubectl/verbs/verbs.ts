/** Every verb that the playground's kubectl has. */
import { annotate } from './annotate.ts';
import { apiResourcesVerb, apiVersionsVerb } from './api-resources.ts';
import { apply } from './apply.ts';
import { auth } from './auth.ts';
import { autoscale } from './autoscale.ts';
import { clusterInfo } from './cluster-info.ts';
import { config } from './config.ts';
import { cordon, uncordon } from './cordon.ts';
import { create } from './create.ts';
import { deleteVerb } from './delete.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { drain } from './drain.ts';
import { edit } from './edit.ts';
import { events } from './events.ts';
import { explain } from './explain.ts';
import { expose } from './expose.ts';
import { get } from './get.ts';
import { label } from './label.ts';
import { logs } from './logs.ts';
import { patch } from './patch.ts';
import { replace } from './replace.ts';
import { rollout } from './rollout.ts';
import { run } from './run.ts';
import { scale } from './scale.ts';
import { set } from './set.ts';
import { taint } from './taint.ts';
import { top } from './top.ts';
import type { Verb } from './verb.ts';
import { version } from './version.ts';
import { wait } from './wait.ts';

export const verbs: ReadonlyMap<string, Verb> = new Map([
  ['annotate', annotate],
  ['api-resources', apiResourcesVerb],
  ['api-versions', apiVersionsVerb],
  ['apply', apply],
  ['auth', auth],
  ['autoscale', autoscale],
  ['cluster-info', clusterInfo],
  ['config', config],
  ['cordon', cordon],
  ['create', create],
  ['delete', deleteVerb],
  ['describe', describe],
  ['diff', diff],
  ['drain', drain],
  ['edit', edit],
  ['events', events],
  ['explain', explain],
  ['expose', expose],
  ['get', get],
  ['label', label],
  ['logs', logs],
  ['patch', patch],
  ['replace', replace],
  ['rollout', rollout],
  ['run', run],
  ['scale', scale],
  ['set', set],
  ['taint', taint],
  ['top', top],
  ['uncordon', uncordon],
  ['version', version],
  ['wait', wait],
]);
