/** A Pod as its owner's template has it. Follows GetPodFromTemplate in pkg/controller/controller_utils.go. */
import type { PodTemplate } from '../../model/apps.ts';
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { ownerReference, type Workload } from './owner.ts';

/** What the controller sends. The API server makes the name, cutting the base to 58 characters. */
export function podFromTemplate(owner: Workload, { metadata = {}, spec }: PodTemplate): Draft<'Pod'> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: generateNameOf(owner.metadata.name),
      namespace: owner.metadata.namespace,
      labels: metadata.labels,
      ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      ...(metadata.finalizers ? { finalizers: metadata.finalizers } : {}),
      ownerReferences: [ownerReference(owner)],
    },
    spec,
  };
}

function generateNameOf(name: string): string {
  const prefix = `${name}-`;
  return nameIsDNSSubdomain(prefix, true).length === 0 ? prefix : name;
}
