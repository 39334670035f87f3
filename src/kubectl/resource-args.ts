/** Which objects a command means: `ds/web`, `ds web other`, `pods,ds -l app=web`. Follows cli-runtime/pkg/resource. */
import {
  type Api,
  ApiError,
  convertFieldSelector,
  FieldSelectorError,
  fieldSelectorMatches,
  type Kind,
  type Obj,
  parseFieldSelector,
  parseSelector,
  type ResourceInfo,
  resources,
  SelectorError,
  selectableFields,
  selectorMatches,
} from '../engine/index.ts';
import { type CommandLine, flag, isOn } from './command-line.ts';
import { inCategory } from './discovery/api-resources.ts';
import { KubectlError } from './kubectl-error.ts';
import type { Output } from './kubectl-run.ts';

export interface Target {
  readonly resource: ResourceInfo;
  /** Undefined: all of them. */
  readonly name?: string;
  /** Where a manifest says that it is; otherwise the command line's namespace counts. */
  readonly namespace?: string;
}

/** By plural, singular, short name or kind, with or without `.group`; throws kubectl's words otherwise. */
export function findResource(text: string): ResourceInfo {
  const [name = '', ...group] = text.toLowerCase().split('.');
  for (const resource of resources) {
    const names = [resource.plural, resource.singular, resource.kind.toLowerCase(), ...resource.shortNames];
    const inGroup =
      group.length === 0 ||
      group.join('.') === resource.group ||
      group.join('.') === `${resource.version}.${resource.group}`;
    if (names.includes(name) && inGroup) return resource;
  }
  throw new KubectlError(`error: the server doesn't have a resource type "${text}"\n`);
}

/** A resource, or all those of a category such as `all`. */
export function resourcesOf(text: string): readonly ResourceInfo[] {
  const members = inCategory(text);
  return members.length > 0 ? members : [findResource(text)];
}

export function parseTargets(words: readonly string[]): readonly Target[] {
  const [first, ...rest] = words;
  if (first === undefined)
    throw new KubectlError(
      'error: You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
  if (words.some((word) => word.includes('/'))) {
    return words.map((word) => {
      const [kind = '', name = ''] = word.split('/');
      return { resource: findResource(kind), name };
    });
  }
  const kinds = first.split(',').flatMap(resourcesOf);
  return kinds.flatMap((resource): Target[] =>
    rest.length === 0 ? [{ resource }] : rest.map((name) => ({ resource, name })),
  );
}

export function namespaceOf(line: CommandLine): string {
  return flag(line, 'namespace') ?? 'default';
}

/** The objects of one target, by `-l`, `-n` and `-A`. Throws ApiError for a name that is not there. */
export function objectsOf(target: Target, line: CommandLine, api: Api): readonly Obj[] {
  const { resource, name } = target;
  const kind: Kind = resource.kind;
  const namespace = target.namespace ?? namespaceOf(line);
  if (name !== undefined) return [api.get(kind, resource.namespaced ? { name, namespace } : { name })];
  const everywhere = !resource.namespaced || isOn(line, 'all-namespaces');
  const { items } = api.list(kind, everywhere ? {} : { namespace });
  return selected(kind, items, line);
}

/** What `-l` and `--field-selector` leave. */
export function selected(kind: Kind, items: readonly Obj[], line: CommandLine): readonly Obj[] {
  const labels = flag(line, 'selector');
  const fields = flag(line, 'field-selector');
  try {
    const byLabels = labels === undefined ? undefined : parseSelector(labels);
    const byFields = fields === undefined ? undefined : convertFieldSelector(parseFieldSelector(fields), kind);
    return items.filter(
      (object) =>
        (!byLabels || selectorMatches(byLabels, object.metadata.labels ?? {})) &&
        (!byFields || fieldSelectorMatches(byFields, selectableFields(kind, object))),
    );
  } catch (error) {
    if (!(error instanceof SelectorError) && !(error instanceof FieldSelectorError)) throw error;
    throw new KubectlError(`error: ${error.message}\n`);
  }
}

/** As objectsOf for several targets: what is refused is told one by one, the rest goes on. False when anything was refused. */
export function eachObject(
  targets: readonly Target[],
  line: CommandLine,
  api: Api,
  output: Output,
  act: (object: Obj, resource: ResourceInfo) => void,
): boolean {
  let whole = true;
  for (const target of targets) {
    try {
      for (const object of objectsOf(target, line, api)) act(object, target.resource);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      output.refuse(error);
      whole = false;
    }
  }
  return whole;
}

/** `daemonset.apps/web`, `pod/web-x2x4z`: how kubectl names an object that it has changed. */
export function shownName({ singular, group }: ResourceInfo, name: string): string {
  return `${singular}${group === '' ? '' : `.${group}`}/${name}`;
}
