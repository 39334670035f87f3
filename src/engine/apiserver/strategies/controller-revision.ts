/** ControllerRevisions. Follows pkg/registry/apps/controllerrevision/strategy.go and its validation. */
import type { ControllerRevision } from '../../model/apps.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import { asJson, nonnegative, required } from '../validation/causes.ts';
import { validateImmutable } from '../validation/metadata.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

function validateRevision({ data, revision }: Pick<ControllerRevision, 'data' | 'revision'>): StatusCause[] {
  const causes = data === undefined || data === null ? [required('data', 'data is mandatory')] : [];
  return [...causes, ...nonnegative('revision', revision)];
}

export const controllerRevisionStrategy = strategyOf<'ControllerRevision'>({
  resource: resourceInfo('ControllerRevision', 'apps', 'controllerrevisions', '', true),
  nameRule: nameIsDNSSubdomain,
  validateCreate: validateRevision,
  // A revision is history: only its number moves, when an old template comes back (§6.3).
  validateUpdate: (next, old) => [
    ...validateRevision(next),
    ...validateImmutable('data', next.data, old.data, asJson(next.data)),
  ],
});
