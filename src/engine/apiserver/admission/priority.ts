/** Turns a Pod's priority class into a number, and keeps the default class the only one (§16). Follows plugin/pkg/admission/priority. */
import type { Pod } from '../../model/core.ts';
import type { Draft, Obj } from '../../model/kinds.ts';
import type { DraftMeta } from '../../model/meta.ts';
import type { PriorityClass } from '../../model/policy.ts';
import type { Reader } from '../../store/plane.ts';
import { type AdmissionContext, type AdmissionPlugin, refused } from './plugin.ts';

interface Resolved {
  readonly name?: string;
  readonly value: number;
  readonly preemptionPolicy?: string;
}

const NO_DEFAULT: Resolved = { value: 0, preemptionPolicy: 'PreemptLowerPriority' };

/** Should there be several after all, the lowest counts. */
function defaultClass(read: Reader): PriorityClass | undefined {
  let found: PriorityClass | undefined;
  for (const candidate of read.all('PriorityClass').values()) {
    if (candidate.globalDefault && (!found || candidate.value < found.value)) found = candidate;
  }
  return found;
}

function resolve(pod: Draft<'Pod'>, read: Reader): Resolved {
  const name = pod.spec.priorityClassName;
  if (name) {
    const found = read.get('PriorityClass', name);
    if (!found) throw refused('Pod', pod.metadata, `no PriorityClass with name ${name} was found`);
    return found;
  }
  const found = defaultClass(read);
  return found ? { ...found, name: found.metadata.name } : NO_DEFAULT;
}

function admitPod(pod: Draft<'Pod'>, { read }: AdmissionContext): Draft<'Pod'> {
  const { name, value, preemptionPolicy } = resolve(pod, read);
  const { spec } = pod;
  const computed = (kept: string, given: string | number, ours: string | number): string =>
    `the ${kept} (${given}) must not be provided in pod spec; priority admission controller computed ${ours} from the given PriorityClass name`;
  if (spec.priority !== undefined && spec.priority !== value) {
    throw refused('Pod', pod.metadata, computed('integer value of priority', spec.priority, value));
  }
  const policy = preemptionPolicy ?? spec.preemptionPolicy;
  if (preemptionPolicy && spec.preemptionPolicy && spec.preemptionPolicy !== preemptionPolicy) {
    const why = computed('string value of PreemptionPolicy', spec.preemptionPolicy, preemptionPolicy);
    throw refused('Pod', pod.metadata, why);
  }
  const named = name === undefined ? spec : { ...spec, priorityClassName: name };
  const valued = { ...named, priority: value };
  return { ...pod, spec: policy ? { ...valued, preemptionPolicy: policy } : valued };
}

/** A client that does not know the two numbers leaves them out, and does not mean to change them. */
function keepPriority(next: Pod, old: Pod): Pod {
  const { priority, preemptionPolicy } = old.spec;
  const kept = {
    ...(next.spec.priority === undefined && priority !== undefined ? { priority } : {}),
    ...(next.spec.preemptionPolicy === undefined && preemptionPolicy !== undefined ? { preemptionPolicy } : {}),
  };
  return Object.keys(kept).length === 0 ? next : { ...next, spec: { ...next.spec, ...kept } };
}

function onlyOneDefault(metadata: DraftMeta, read: Reader, isSame: (found: PriorityClass) => boolean): void {
  const found = defaultClass(read);
  if (!found || isSame(found)) return;
  const why = `PriorityClass ${found.metadata.name} is already marked as default. Only one default can exist`;
  throw refused('PriorityClass', metadata, why);
}

export const priority: AdmissionPlugin = {
  name: 'Priority',
  admitCreate: { Pod: admitPod },
  admitUpdate: { Pod: keepPriority },
  validateCreate: {
    PriorityClass(draft: Draft<'PriorityClass'>, { read }) {
      if (draft.globalDefault) onlyOneDefault(draft.metadata, read, () => false);
    },
  },
  validateUpdate: {
    PriorityClass(next: Obj<'PriorityClass'>, _old, { read }) {
      const { name } = next.metadata;
      if (next.globalDefault) onlyOneDefault(next.metadata, read, (found) => found.metadata.name === name);
    },
  },
};
