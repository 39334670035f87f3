/** kubectl set env. Follows kubectl's pkg/cmd/set/set_env.go and pkg/cmd/set/env. */
import { type Container, type Obj, quoted } from '../../engine/index.ts';
import { type CommandLine, flag, flagList, flagValues, isOn } from '../command-line.ts';
import { envNameProblems } from '../env-names.ts';
import { Failures, ObjectProblem } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv, Output } from '../kubectl-run.ts';
import { objectsOf, parseTargets } from '../resource-args.ts';
import type { Verb } from '../verbs/verb.ts';
import {
  changeObjects,
  checkSelection,
  SET_FLAGS,
  selectedObjects,
  withContainers,
  withPodSpec,
} from './change-objects.ts';

interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly configMapKeyRef?: { readonly name?: string; readonly key: string };
    readonly secretKeyRef?: { readonly name?: string; readonly key: string };
    readonly fieldRef?: { readonly fieldPath: string };
    readonly resourceFieldRef?: { readonly containerName?: string; readonly resource: string };
  };
}

interface EnvChange {
  readonly set: readonly EnvVar[];
  readonly remove: readonly string[];
}

export const setEnv: Verb = {
  flags: {
    ...SET_FLAGS,
    containers: 'value',
    env: 'value',
    from: 'value',
    keys: 'value',
    list: 'switch',
    overwrite: 'switch',
    prefix: 'value',
  },
  run(line, env, output) {
    checkSelection(line);
    const { resources, args } = splitWords(line.words);
    if (flag(line, 'filename') === undefined && resources.length === 0) {
      throw fail('one or more resources must be specified as <resource> <name> or <resource>/<name>');
    }
    if (isOn(line, 'list') && flag(line, 'output')) throw fail('--list and --output may not be specified together');
    if (flagList(line, 'keys').length > 0 && !flag(line, 'from')) {
      throw fail('when specifying --keys, a configmap or secret must be provided with --from');
    }
    const change = readChange([...flagValues(line, 'env'), ...args], line, env);
    const pattern = flag(line, 'containers') ?? '*';
    if (isOn(line, 'list')) {
      listAll(resources, pattern, change, line, env, output);
      return undefined;
    }
    changeObjects(resources, line, env, output, {
      done: 'env updated',
      failure: 'failed to patch env update to pod template:',
      change: (object) => changedEnv(object, pattern, change, line, output),
    });
    return undefined;
  },
};

function fail(text: string): KubectlError {
  return new KubectlError(`error: ${text}\n`);
}

/** Resources first, then variables. */
function splitWords(words: readonly string[]): {
  readonly resources: readonly string[];
  readonly args: readonly string[];
} {
  const isVariable = (word: string): boolean => /^.+=/s.test(word) || word.endsWith('-');
  const first = words.findIndex(isVariable);
  const args = first < 0 ? [] : words.slice(first);
  if (!args.every(isVariable)) {
    throw fail(`all resources must be specified before environment changes: ${words.join(' ')}`);
  }
  return { resources: first < 0 ? words : words.slice(0, first), args };
}

function readChange(specs: readonly string[], line: CommandLine, env: KubectlEnv): EnvChange {
  const set: EnvVar[] = [];
  const remove: string[] = [];
  const typed = new Set<string>();
  for (const spec of specs) {
    const equals = spec.indexOf('=');
    if (spec === '-') set.push(...variablesIn(env.stdin ?? ''));
    else if (equals >= 0) {
      const name = spec.slice(0, equals);
      const wrong = envNameProblems(name);
      if (wrong.length > 0) throw fail(`${quoted(name)} is not a valid key name: ${wrong.join(';')}`);
      typed.add(name);
      set.push({ name, value: spec.slice(equals + 1) });
    } else if (spec.endsWith('-')) remove.push(spec.slice(0, -1));
    else throw fail(`unknown environment variable: ${spec}`);
  }
  if (remove.some((name) => typed.has(name))) {
    throw fail('can not both modify and remove the same environment variable in the same command');
  }
  set.push(...referencedFrom(line, env));
  const prefix = flag(line, 'prefix') ?? '';
  return { set: set.map((one) => ({ ...one, name: `${prefix}${one.name}` })), remove };
}

/** KEY=value lines, with comments. */
function variablesIn(text: string): readonly EnvVar[] {
  return text.split('\n').flatMap((row) => {
    const spec = row.split('#')[0] ?? '';
    const equals = spec.indexOf('=');
    return equals < 0 ? [] : [{ name: spec.slice(0, equals), value: spec.slice(equals + 1) }];
  });
}

/** `--from=configmap/NAME`: a variable for each of its keys. */
function referencedFrom(line: CommandLine, { api }: KubectlEnv): readonly EnvVar[] {
  const from = flag(line, 'from') ?? '';
  if (from === '') return [];
  const plain = { words: [], flags: new Map([...line.flags].filter(([name]) => name === 'namespace')) };
  const wanted = flagList(line, 'keys');
  return parseTargets([from]).flatMap((target) =>
    objectsOf(target, plain, api).flatMap((object) => {
      if (object.kind !== 'ConfigMap' && object.kind !== 'Secret')
        throw fail('unsupported resource specified in --from');
      const { name } = object.metadata;
      return Object.keys(object.data ?? {})
        .filter((key) => wanted.length === 0 || wanted.includes(key))
        .map((key): EnvVar => {
          const ref = { name, key };
          const valueFrom = object.kind === 'Secret' ? { secretKeyRef: ref } : { configMapKeyRef: ref };
          return { name: key.toUpperCase().replace(/[^A-Z0-9_]/g, '_'), valueFrom };
        });
    }),
  );
}

function changedEnv(object: Obj, pattern: string, change: EnvChange, line: CommandLine, output: Output): Obj {
  return withPodSpec(object, (spec) => {
    const after = withContainers(spec, pattern, (container) => {
      if (flag(line, 'overwrite') === 'false') refuseOverwrites(envOf(container), change.set);
      const env = updated(envOf(container), change);
      return env.length === 0 && !container.env ? container : { ...container, env };
    });
    if (after) return after;
    output.err(`Warning: ${object.kind}/${object.metadata.name} does not have any containers matching "${pattern}"\n`);
    return spec;
  });
}

/** The model keeps variables as they are. */
function envOf({ env }: Container): readonly EnvVar[] {
  return (env ?? []) as readonly EnvVar[];
}

function refuseOverwrites(existing: readonly EnvVar[], set: readonly EnvVar[]): void {
  for (const { name, value = '' } of set) {
    const current = existing.find((one) => one.name === name);
    if (!current || (current.value ?? '') === value) continue;
    throw new ObjectProblem(`'${name}' already has a value (${current.value ?? ''}), and --overwrite is false`);
  }
}

/** A new value takes the place of the old one; what is new comes last. */
function updated(existing: readonly EnvVar[], { set, remove }: EnvChange): readonly EnvVar[] {
  const covered = new Set(remove);
  const out: EnvVar[] = [];
  for (const one of existing) {
    if (covered.has(one.name)) continue;
    const newer = set.find(({ name }) => name === one.name);
    if (newer) covered.add(one.name);
    out.push(newer ?? one);
  }
  for (const one of set) {
    if (covered.has(one.name)) continue;
    covered.add(one.name);
    out.push(one);
  }
  return out;
}

function listAll(
  resources: readonly string[],
  pattern: string,
  change: EnvChange,
  line: CommandLine,
  env: KubectlEnv,
  output: Output,
): void {
  const failures = new Failures();
  for (const { object, resource } of selectedObjects(resources, line, env, failures)) {
    failures.collect(() => {
      withPodSpec(object, (spec) => {
        withContainers(spec, pattern, (container) => {
          output.out(`# ${resource.kind} ${object.metadata.name}, container ${container.name}\n`);
          for (const one of updated(envOf(container), change)) output.out(listed(one));
          return container;
        });
        return spec;
      });
    });
  }
  failures.report(output);
}

/** Follows GetEnvVarRefString in kubectl's pkg/cmd/set/env/env_resolve.go. */
function listed({ name, value, valueFrom }: EnvVar): string {
  if (!valueFrom) return `${name}=${value ?? ''}\n`;
  return `# ${name} from ${referenceText(valueFrom)}\n`;
}

function referenceText({
  configMapKeyRef,
  secretKeyRef,
  fieldRef,
  resourceFieldRef,
}: NonNullable<EnvVar['valueFrom']>): string {
  if (configMapKeyRef) return `configmap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`;
  if (secretKeyRef) return `secret ${secretKeyRef.name}, key ${secretKeyRef.key}`;
  if (fieldRef) return `field path ${fieldRef.fieldPath}`;
  if (!resourceFieldRef) return 'invalid valueFrom';
  const container = resourceFieldRef.containerName ? `${resourceFieldRef.containerName}/` : '';
  return `resource field ${container}${resourceFieldRef.resource}`;
}
