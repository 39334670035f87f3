/** Which Pods the default spread keeps apart (helper.DefaultSelector in plugins/helper/spread.go). */
import { controllerOf } from '../model/controller-ref.ts';
import type { Pod } from '../model/core.ts';
import { labelSelectorAsSelector } from '../model/labels.ts';
import type { Labels } from '../model/meta.ts';
import type { Reader } from '../store/plane.ts';
import { defaultSelector, type SpreadOwners } from './spread-scores.ts';

export function spreadOwnersOf(live: Reader): SpreadOwners {
  return {
    selectorOf(pod) {
      const { namespace } = pod.metadata;
      const owner = controllerOf(pod.metadata);
      const replicaSet =
        owner?.kind === 'ReplicaSet' ? live.get('ReplicaSet', `${namespace}/${owner.name}`) : undefined;
      const services: Labels[] = [];
      for (const service of live.all('Service').values()) {
        const { selector } = service.spec;
        if (service.metadata.namespace === namespace && selects(selector, pod)) services.push(selector);
      }
      return defaultSelector(services, replicaSet && labelSelectorAsSelector(replicaSet.spec.selector));
    },
  };
}

/** A Service without selector has no Pods. */
function selects(selector: Labels | undefined, { metadata: { labels = {} } }: Pod): selector is Labels {
  const pairs = Object.entries(selector ?? {});
  return pairs.length > 0 && pairs.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}
