/**
 * What the arguments of a changing verb select: names, a selector, everything, or manifests. Follows the Builder of
 * k8s.io/cli-runtime/pkg/resource/builder.go, its refusals included.
 */
import { type CommandLine, flag, isOn } from './command-line.ts';
import { KubectlError } from './kubectl-error.ts';
import type { KubectlEnv } from './kubectl-run.ts';
import { readManifests } from './manifests.ts';
import { findResource, namespaceOf, resourcesOf, type Target } from './resource-args.ts';
import { sourceOf, textOf } from './sent-manifest.ts';

export interface Selection {
  readonly targets: readonly Target[];
  /** One object was named: the answer is that object, not a list. */
  readonly single: boolean;
  /** Manifests' objects came from here. */
  readonly file?: string;
  /** What some of the manifests came to instead, in kubectl's words without `error: `. */
  readonly problems?: readonly string[];
}

export interface BuilderOptions {
  /** `--all` gives a kind that stands alone a selector of everything (`label`, `wait`), instead of being one (`delete`). */
  readonly emptySelector: boolean;
}

const NOTHING_GIVEN = `error: You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'
`;

/** Throws KubectlError for arguments that contradict each other. */
export function buildSelection(
  words: readonly string[],
  line: CommandLine,
  env: KubectlEnv,
  { emptySelector }: BuilderOptions,
): Selection {
  const selecting = hasSelector(line);
  const all = isOn(line, 'all');
  if (all && selecting && !emptySelector) refuse("setting 'all' parameter but found a non empty selector. ");
  const given = readWords(words);
  if (flag(line, 'filename') !== undefined) return fromManifests(given, line, env);
  const named = given.names.length > 0 || given.tuples.length > 0;
  if (selecting || (all && !(emptySelector && named))) return bySelector(given);
  if (given.tuples.length > 0) {
    refuseEverywhere(line);
    return { targets: given.tuples, single: given.tuples.length === 1 };
  }
  if (given.names.length > 0) {
    refuseEverywhere(line);
    if (given.kinds.length > 1) refuse('you must specify only one resource');
    const [resource] = given.kinds.map(findResource);
    const targets = resource ? given.names.map((name) => ({ resource, name })) : [];
    return { targets, single: targets.length === 1 };
  }
  if (given.kinds.length === 0) throw new KubectlError(NOTHING_GIVEN);
  for (const kind of given.kinds) findResource(kind);
  return refuse('resource(s) were provided, but no name was specified');
}

function refuse(text: string): never {
  throw new KubectlError(`error: ${text}\n`);
}

function hasSelector(line: CommandLine): boolean {
  return Boolean(flag(line, 'selector')?.trim()) || Boolean(flag(line, 'field-selector')?.trim());
}

interface Given {
  readonly kinds: readonly string[];
  readonly names: readonly string[];
  readonly tuples: readonly Target[];
}

function readWords(words: readonly string[]): Given {
  const slashed = words.filter((word) => word.includes('/'));
  if (slashed.length > 0 && slashed.length < words.length) {
    refuse(
      "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
    );
  }
  if (slashed.length > 0) return { kinds: [], names: [], tuples: slashed.flatMap(readTuple) };
  const [kinds, ...names] = words;
  return { kinds: kinds === undefined ? [] : kinds.split(',').filter((kind) => kind !== ''), names, tuples: [] };
}

function readTuple(word: string): readonly Target[] {
  const parts = word.split('/');
  if (parts.length !== 2) refuse('arguments in resource/name form may not have more than one slash');
  const [kinds = '', name = ''] = parts;
  if (kinds === '' || name === '' || kinds.split(',').length !== 1) {
    refuse('arguments in resource/name form must have a single resource and name');
  }
  return [{ resource: findResource(kinds), name }];
}

function bySelector({ kinds, names, tuples }: Given): Selection {
  if (names.length > 0) refuse('name cannot be provided when a selector is specified');
  if (tuples.length > 0) refuse('selectors and the all flag cannot be used when passing resource/name arguments');
  if (kinds.length === 0) refuse('at least one resource must be specified to use a selector');
  return { targets: kinds.flatMap(resourcesOf).map((resource) => ({ resource })), single: false };
}

function refuseEverywhere(line: CommandLine): void {
  if (isOn(line, 'all-namespaces')) refuse('a resource cannot be retrieved by name across all namespaces');
}

function fromManifests({ kinds, names, tuples }: Given, line: CommandLine, env: KubectlEnv): Selection {
  if (names.length > 0) refuse('name cannot be provided when a path is specified');
  if (tuples.length > 0) refuse('resource/name arguments cannot be provided when a path is specified');
  if (kinds.length > 0) {
    refuse('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
  }
  const { objects, problems } = readManifests(textOf(line, env), line, sourceOf(line));
  const targets = objects.map(
    ({ resource, name, namespace }): Target => ({ resource, name, namespace: namespace ?? namespaceOf(line) }),
  );
  return { targets, single: targets.length === 1, file: sourceOf(line), problems };
}
