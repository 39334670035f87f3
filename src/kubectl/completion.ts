/** What Tab offers behind kubectl: verbs, kinds, names of live objects, flags and their values. Pure: who asks brings the names. */
import { type Kind, type ResourceInfo, resources } from '../engine/index.ts';
import { commandAt, type FlagShape, globalFlags, nameOf, subcommandOf, subcommandsOf } from './catalog/catalog.ts';
import { refusalOf } from './catalog/refusals.ts';

/** What stands in the cluster and beside it, now. */
export interface CompletionSource {
  /** Of objects of a kind: in a namespace, or everywhere for kinds without one. */
  names(kind: Kind, namespace: string): readonly string[];
  /** Of the containers in an object's Pods. */
  containers(kind: Kind, namespace: string, name: string): readonly string[];
  readonly files: readonly string[];
}

/**
 * The words that may stand in place of `current`, sorted; `args` are the words between kubectl and it. A word that ends
 * with `=` or `/` wants more behind it.
 */
export function completeKubectl(args: readonly string[], current: string, source: CompletionSource): readonly string[] {
  return candidatesFor(args, current, source)
    .filter((one) => one.startsWith(current) && one !== current)
    .sort()
    .filter((one, i, all) => one !== all[i - 1]);
}

const NODES_ONLY: ReadonlySet<string> = new Set(['cordon', 'uncordon', 'drain']);
const PODS_FIRST: ReadonlySet<string> = new Set(['logs', 'exec', 'attach']);
const NO_OBJECTS: ReadonlySet<string> = new Set([
  'apply',
  'create',
  'replace',
  'diff',
  'auth',
  'version',
  'run',
  'help',
]);

const OUTPUTS = ['custom-columns=', 'go-template=', 'json', 'jsonpath=', 'name', 'wide', 'yaml'];

function candidatesFor(args: readonly string[], current: string, source: CompletionSource): readonly string[] {
  const namespace = namespaceIn(args);
  const { path, words, open } = readArguments(args);
  const [verb] = path.split(' ');
  if (open !== undefined) return valuesOf(open, namespace, source);
  const assigned = /^--([a-z-]+)=/.exec(current)?.[1];
  if (assigned !== undefined) return valuesOf(assigned, namespace, source).map((value) => `--${assigned}=${value}`);
  if (current.startsWith('-')) return flagsOf(path);
  const choices = words.length > 0 ? [] : subcommandsOf(path).filter((one) => refusalOf(one.path) === undefined);
  if (choices.length > 0) return choices.map(nameOf);
  if (verb === undefined || NO_OBJECTS.has(verb)) return [];
  return objectsFor(verb, words, current, namespace, source);
}

interface ReadArguments {
  /** `rollout status`; '' before any command. */
  readonly path: string;
  /** Behind the verb and its subcommands. */
  readonly words: readonly string[];
  /** The flag whose value comes next. */
  readonly open?: string;
}

function readArguments(args: readonly string[]): ReadArguments {
  let path = '';
  const words: string[] = [];
  let open: string | undefined;
  for (const arg of args) {
    if (open !== undefined) {
      open = undefined;
      continue;
    }
    if (arg.startsWith('-') && arg !== '-') {
      const found = flagShapes(path).find(({ name, short }) => arg === `--${name}` || arg === `-${short}`);
      if (found?.bare === '') open = found.name;
      continue;
    }
    const next = words.length === 0 ? subcommandOf(path, arg) : undefined;
    if (next) path = next.path;
    else words.push(arg);
  }
  return { path, words, open };
}

const flagShapes = (path: string): readonly FlagShape[] => [...(commandAt(path)?.flags ?? []), ...globalFlags];

function flagsOf(path: string): readonly string[] {
  return flagShapes(path)
    .filter(({ hidden }) => !hidden)
    .map(({ name, bare }) => `--${name}${bare === '' ? '=' : ''}`);
}

function valuesOf(flag: string, namespace: string, source: CompletionSource): readonly string[] {
  if (flag === 'namespace') return source.names('Namespace', namespace);
  if (flag === 'output') return OUTPUTS;
  if (flag === 'filename') return [...source.files, '-'];
  if (flag === 'dry-run') return ['client', 'none', 'server'];
  if (flag === 'sort-by') return ['.metadata.creationTimestamp', '.metadata.name'];
  if (flag === 'for') return ['condition=Ready', 'delete', 'jsonpath='];
  if (flag === 'cascade') return ['background', 'foreground', 'orphan'];
  return [];
}

function objectsFor(
  verb: string,
  words: readonly string[],
  current: string,
  namespace: string,
  source: CompletionSource,
): readonly string[] {
  const [first] = words;
  const namesOf = ({ kind }: ResourceInfo): readonly string[] => source.names(kind, namespace);
  const slash = current.indexOf('/');
  if (slash > 0) {
    const typed = current.slice(0, slash);
    const resource = resourceNamed(typed);
    return resource ? namesOf(resource).map((name) => `${typed}/${name}`) : [];
  }
  const named = words.find((word) => word.includes('/'));
  if (verb === 'set') return named === undefined ? kindsFor(verb) : containersOf(named, namespace, source);
  if (NODES_ONLY.has(verb)) return source.names('Node', namespace).filter((name) => !words.includes(name));
  if (PODS_FIRST.has(verb)) return first === undefined ? [...source.names('Pod', namespace), ...kindsFor(verb)] : [];
  if (first === undefined) return kindsFor(verb);
  const resource = resourceNamed(first.split(',')[0] ?? '');
  if (named !== undefined || !resource) return [];
  return namesOf(resource).filter((name) => !words.includes(name));
}

/** By plural, singular, short name or kind, with or without its group. */
function resourceNamed(text: string): ResourceInfo | undefined {
  const [name = ''] = text.toLowerCase().split('.');
  return resources.find(({ plural, singular, shortNames, kind }) =>
    [plural, singular, kind.toLowerCase(), ...shortNames].includes(name),
  );
}

const ROLLED: ReadonlySet<Kind> = new Set<Kind>(['DaemonSet', 'Deployment']);

/** Those that the verb is about, with a slash where it takes `kind/name` only. */
function kindsFor(verb: string): readonly string[] {
  const plurals = (wanted: (kind: Kind) => boolean): readonly string[] =>
    resources.filter(({ kind }) => wanted(kind)).map(({ plural }) => plural);
  if (verb === 'taint') return ['nodes'];
  if (verb === 'rollout' || verb === 'set') return plurals((kind) => ROLLED.has(kind)).map((plural) => `${plural}/`);
  return plurals(() => true);
}

/** `NAME=`, an image comes behind it. */
function containersOf(target: string, namespace: string, source: CompletionSource): readonly string[] {
  const [type = '', name = ''] = target.split('/');
  const resource = resourceNamed(type);
  return resource ? source.containers(resource.kind, namespace, name).map((one) => `${one}=`) : [];
}

function namespaceIn(args: readonly string[]): string {
  const at = args.findIndex((arg) => arg === '-n' || arg === '--namespace');
  const joined = args.map((arg) => /^(?:--namespace=|-n=?)(.+)$/.exec(arg)?.[1]).find((one) => one !== undefined);
  return (at >= 0 ? args[at + 1] : joined) ?? 'default';
}
