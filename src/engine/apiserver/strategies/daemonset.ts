/** DaemonSets (§7). Follows pkg/registry/apps/daemonset/strategy.go and pkg/apis/apps/v1/{defaults,conversion}.go. */
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { DaemonSet, DaemonSetSpec, DaemonSetStatus, DaemonSetUpdateStrategy } from '../../model/apps.ts';
import { parseInt64 } from '../../model/int64.ts';
import type { Draft } from '../../model/kinds.ts';
import type { DraftMeta, Labels } from '../../model/meta.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { DecodeProblem } from '../decode/decode.ts';
import { UndecodableError } from '../decode/refusal.ts';
import { fill, withMember } from '../defaults/fill.ts';
import { defaultTemplate } from '../defaults/pod-spec.ts';
import { quoted } from '../errors.ts';
import { nonnegative } from '../validation/causes.ts';
import { validateDaemonSetSpec, validateDaemonSetSpecUpdate } from '../validation/daemonset.ts';
import { templateWarnings } from '../validation/pod-warnings.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

/** An integer of the object that v1 shows as an annotation. */
export const templateGenerationAnnotation = 'deprecated.daemonset.template.generation';

const resource = resourceInfo('DaemonSet', 'apps', 'daemonsets', 'ds', true);

const emptyStatus: DaemonSetStatus = {
  currentNumberScheduled: 0,
  numberMisscheduled: 0,
  desiredNumberScheduled: 0,
  numberReady: 0,
};

function readTemplateGeneration(annotations: Labels | undefined): bigint | undefined {
  const text = annotations?.[templateGenerationAnnotation];
  return text === undefined ? undefined : parseInt64(text);
}

function withTemplateGeneration<M extends DraftMeta>(metadata: M, generation: bigint): M {
  const text = String(generation);
  if (metadata.annotations?.[templateGenerationAnnotation] === text) return metadata;
  return { ...metadata, annotations: { ...metadata.annotations, [templateGenerationAnnotation]: text } };
}

/** The annotation is converted to a number on the way in, and anything else is refused there. */
function checkTemplateGeneration(draft: Draft<'DaemonSet'>): Draft<'DaemonSet'> {
  const text = draft.metadata.annotations?.[templateGenerationAnnotation];
  if (text === undefined || parseInt64(text) !== undefined) return draft;
  const why = /^[+-]?[0-9]+$/.test(text) ? 'value out of range' : 'invalid syntax';
  throw new UndecodableError('DaemonSet', 'v1', new DecodeProblem(`strconv.ParseInt: parsing ${quoted(text)}: ${why}`));
}

/** The API server's own type has both budgets as plain values, so one that was left out reads back as 0. */
function defaultStrategy(strategy: DaemonSetUpdateStrategy | undefined): DaemonSetUpdateStrategy {
  const typed = fill(strategy ?? {}, { type: 'RollingUpdate' });
  if (typed.type !== 'RollingUpdate' && !typed.rollingUpdate) return typed;
  const maxUnavailable = typed.type === 'RollingUpdate' ? 1 : 0;
  const { rollingUpdate = {} } = typed;
  const missing = rollingUpdate.maxUnavailable === undefined || rollingUpdate.maxSurge === undefined;
  return missing ? { ...typed, rollingUpdate: { maxUnavailable, maxSurge: 0, ...present(rollingUpdate) } } : typed;
}

function present<T extends object>(object: T): Partial<T> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}

function applyDefaults(draft: Draft<'DaemonSet'>): Draft<'DaemonSet'> {
  let spec = withMember(draft.spec, 'template', defaultTemplate(draft.spec.template));
  spec = withMember(spec, 'updateStrategy', defaultStrategy(spec.updateStrategy));
  if (spec.revisionHistoryLimit === undefined) spec = { ...spec, revisionHistoryLimit: 10 };
  return withMember(draft, 'spec', spec);
}

function prepareForCreate(draft: Draft<'DaemonSet'>): Draft<'DaemonSet'> {
  const sent = readTemplateGeneration(draft.metadata.annotations) ?? 0n;
  const metadata = withTemplateGeneration({ ...draft.metadata, generation: 1 }, sent < 1n ? 1n : sent);
  return { ...draft, metadata, status: emptyStatus };
}

/** A new template counts twice, another change of the spec once, a change of metadata not at all (§7.2). */
function prepareForUpdate(next: DaemonSet, old: DaemonSet): DaemonSet {
  const generation = old.metadata.generation ?? 0;
  const templateGeneration = readTemplateGeneration(old.metadata.annotations) ?? 0n;
  const newTemplate = !deepEqual(next.spec.template, old.spec.template);
  const newSpec = newTemplate || !sameSpec(next.spec, old.spec);
  const metadata = withTemplateGeneration(
    withMember(next.metadata, 'generation', generation + (newSpec ? 1 : 0)),
    templateGeneration + (newTemplate ? 1n : 0n),
  );
  return withMember(withMember(next, 'metadata', metadata), 'status', old.status);
}

function sameSpec(next: DaemonSetSpec, old: DaemonSetSpec): boolean {
  return deepEqual({ ...next, template: undefined }, { ...old, template: undefined });
}

const counts = [
  'currentNumberScheduled',
  'numberMisscheduled',
  'desiredNumberScheduled',
  'numberReady',
  'updatedNumberScheduled',
  'numberAvailable',
  'numberUnavailable',
] as const;

export const daemonSetStrategy = strategyOf<'DaemonSet'>({
  resource,
  nameRule: nameIsDNSSubdomain,
  decoded: checkTemplateGeneration,
  applyDefaults,
  prepareForCreate,
  prepareForUpdate,
  validateCreate: (draft) => validateDaemonSetSpec(draft.spec),
  validateUpdate: (next, old) => [
    ...(next.spec === old.spec ? [] : validateDaemonSetSpecUpdate(next.spec, old.spec)),
    ...(next.status === old.status
      ? []
      : counts.flatMap((name) => nonnegative(`status.${name}`, next.status[name] ?? 0))),
  ],
  warnings: (draft) => templateWarnings(draft.spec.template, 'spec.template'),
  updateWarnings: (next, old) =>
    deepEqual(next.spec.template, old.spec.template) ? [] : templateWarnings(next.spec.template, 'spec.template'),
});
