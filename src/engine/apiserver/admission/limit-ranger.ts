/** Applies a namespace's LimitRanges to its new Pods: defaults first, bounds at the end. Follows plugin/pkg/admission/limitranger. */
import type { Container } from '../../model/core.ts';
import type { Draft } from '../../model/kinds.ts';
import type { ResourceList } from '../../model/meta.ts';
import type { LimitRange } from '../../model/policy.ts';
import { namesOf } from '../../model/resource-list.ts';
import { limitProblems } from './limit-bounds.ts';
import { type AdmissionContext, type AdmissionPlugin, inNamespace, refused } from './plugin.ts';

const ANNOTATION = 'kubernetes.io/limit-ranger';

interface Defaults {
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

function defaultsOf({ spec }: LimitRange): Defaults {
  const items = spec.limits.filter(({ type }) => type === 'Container');
  return {
    requests: Object.assign({}, ...items.map((item) => item.defaultRequest)),
    limits: Object.assign({}, ...items.map((item) => item.default)),
  };
}

function lacking(list: ResourceList | undefined, defaults: ResourceList): readonly string[] {
  return namesOf(defaults).filter((name) => !list || !Object.hasOwn(list, name));
}

function filled(list: ResourceList | undefined, defaults: ResourceList, names: readonly string[]): ResourceList {
  return { ...list, ...Object.fromEntries(names.map((name) => [name, defaults[name] ?? '0'])) };
}

/** The container with its defaults; `notes` collects what was set, for the annotation. */
function withDefaults(container: Container, defaults: Defaults, what: string, notes: string[]): Container {
  const { requests, limits } = container.resources ?? {};
  const setRequests = lacking(requests, defaults.requests);
  const setLimits = lacking(limits, defaults.limits);
  if (setRequests.length === 0 && setLimits.length === 0) return container;
  if (setRequests.length > 0) notes.push(`${setRequests.join(', ')} request for ${what} ${container.name}`);
  if (setLimits.length > 0) notes.push(`${setLimits.join(', ')} limit for ${what} ${container.name}`);
  const resources = {
    ...container.resources,
    ...(setLimits.length > 0 ? { limits: filled(limits, defaults.limits, setLimits) } : {}),
    ...(setRequests.length > 0 ? { requests: filled(requests, defaults.requests, setRequests) } : {}),
  };
  return { ...container, resources };
}

function applyDefaults(pod: Draft<'Pod'>, defaults: Defaults): Draft<'Pod'> {
  const notes: string[] = [];
  const containers = pod.spec.containers.map((one) => withDefaults(one, defaults, 'container', notes));
  const initContainers = pod.spec.initContainers?.map((one) => withDefaults(one, defaults, 'init container', notes));
  if (notes.length === 0) return pod;
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${notes.join('; ')}` };
  const spec = { ...pod.spec, containers, ...(initContainers ? { initContainers } : {}) };
  return { ...pod, metadata: { ...pod.metadata, annotations }, spec };
}

export const limitRanger: AdmissionPlugin = {
  name: 'LimitRanger',
  admitCreate: {
    Pod(pod: Draft<'Pod'>, { read }: AdmissionContext) {
      const ranges = inNamespace('LimitRange', pod.metadata.namespace, read);
      return ranges.reduce((defaulted, range) => applyDefaults(defaulted, defaultsOf(range)), pod);
    },
  },
  validateCreate: {
    Pod(pod: Draft<'Pod'>, { read }: AdmissionContext) {
      for (const range of inNamespace('LimitRange', pod.metadata.namespace, read)) {
        const problems = limitProblems(range, pod.spec);
        const [first] = problems;
        if (first === undefined) continue;
        throw refused('Pod', pod.metadata, problems.length === 1 ? first : `[${problems.join(', ')}]`);
      }
    },
  },
};
