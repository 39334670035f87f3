/** Pods leave a node that is not ready or unreachable after five minutes (§10.2). Follows plugin/pkg/admission/defaulttolerationseconds. */
import type { Toleration } from '../../model/core.ts';
import type { Draft } from '../../model/kinds.ts';
import type { AdmissionPlugin } from './plugin.ts';

function withDefaultTolerations(pod: Draft<'Pod'>): Draft<'Pod'> {
  const tolerations = pod.spec.tolerations ?? [];
  const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter(
    (key) => !tolerations.some((one) => coversNoExecute(one, key)),
  );
  if (missing.length === 0) return pod;
  const added = missing.map((key) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));
  return { ...pod, spec: { ...pod.spec, tolerations: [...tolerations, ...added] } };
}

function coversNoExecute(toleration: Toleration, key: string): boolean {
  return (!toleration.key || toleration.key === key) && (!toleration.effect || toleration.effect === 'NoExecute');
}

export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  admitCreate: { Pod: withDefaultTolerations },
};
