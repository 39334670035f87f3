/** Deployments. Follows pkg/registry/apps/deployment/strategy.go and SetDefaults_Deployment in pkg/apis/apps/v1/defaults.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { Deployment, DeploymentStrategy } from '../../model/apps.ts';
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { fill, withMember } from '../defaults/fill.ts';
import { defaultTemplate } from '../defaults/pod-spec.ts';
import { validateDeploymentSpec, validateDeploymentSpecUpdate } from '../validation/deployment.ts';
import { ownerNameWarnings, templateWarnings } from '../validation/pod-warnings.ts';
import { validateDeploymentStatusUpdate } from '../validation/replica-status.ts';
import { withNextGeneration } from './generation.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

function defaultStrategy(strategy: DeploymentStrategy | undefined): DeploymentStrategy {
  const typed = fill(strategy ?? {}, { type: 'RollingUpdate' });
  if (typed.type !== 'RollingUpdate') return typed;
  const rollingUpdate = fill(typed.rollingUpdate ?? {}, { maxUnavailable: '25%', maxSurge: '25%' });
  return withMember(typed, 'rollingUpdate', rollingUpdate);
}

function applyDefaults(draft: Draft<'Deployment'>): Draft<'Deployment'> {
  let spec = withMember(draft.spec, 'template', defaultTemplate(draft.spec.template));
  spec = withMember(spec, 'strategy', defaultStrategy(spec.strategy));
  spec = fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
  return withMember(draft, 'spec', spec);
}

/** Annotations count as well: undo and pause live partly in them. */
function prepareForUpdate(next: Deployment, old: Deployment): Deployment {
  const changed =
    !deepEqual(next.spec, old.spec) || !deepEqual(next.metadata.annotations ?? {}, old.metadata.annotations ?? {});
  return withNextGeneration(next, old, changed);
}

export const deploymentStrategy = strategyOf<'Deployment'>({
  resource: resourceInfo('Deployment', 'apps', 'deployments', 'deploy', true),
  nameRule: nameIsDNSSubdomain,
  applyDefaults,
  prepareForCreate: (draft) => ({ ...draft, metadata: { ...draft.metadata, generation: 1 }, status: {} }),
  prepareForUpdate,
  // The controller notes the revision as an annotation together with the status.
  prepareForStatusUpdate: (next, old) => ({
    ...next,
    spec: old.spec,
    metadata: { ...next.metadata, labels: old.metadata.labels, generation: old.metadata.generation },
  }),
  validateCreate: ({ spec }) => validateDeploymentSpec(spec),
  validateUpdate: (next, old) => [
    ...(next.spec === old.spec ? [] : validateDeploymentSpecUpdate(next.spec, old.spec)),
    ...(next.status === old.status ? [] : validateDeploymentStatusUpdate(next.status, old.status)),
  ],
  warnings: ({ metadata, spec }) => [
    ...ownerNameWarnings(metadata.name ?? ''),
    ...templateWarnings(spec.template, 'spec.template'),
  ],
  updateWarnings: (next, old) =>
    next.metadata.generation === old.metadata.generation ? [] : templateWarnings(next.spec.template, 'spec.template'),
});
