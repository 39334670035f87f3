/** Deployments. Follows pkg/registry/apps/deployment/strategy.go. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const deploymentStrategy = strategyOf<'Deployment'>({
  resource: resourceInfo('Deployment', 'apps', 'deployments', 'deploy', true),
  nameRule: nameIsDNSSubdomain,
});
