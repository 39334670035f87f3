/** kubectl scale. Follows kubectl's pkg/cmd/scale and pkg/scale. */
import { ApiError, type Obj } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { type DryRun, dryRunOf, dryRunSuffix } from '../dry-run.ts';
import { durationFlag } from '../duration.ts';
import { KubectlError, UsageError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv } from '../kubectl-run.ts';
import { eachObject, parseTargets, shownName } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const scale: Verb = {
  flags: {
    replicas: 'value',
    'current-replicas': 'value',
    'resource-version': 'value',
    timeout: 'value',
    selector: 'value',
    all: 'switch',
    'dry-run': 'optional',
  },
  run(line, env, output) {
    const wanted = readFlags(line);
    const dryRun = dryRunOf(line);
    if (line.words.length === 0) throw new KubectlError(NOTHING_NAMED);
    const targets = parseTargets(line.words);
    const named = targets.every(({ name }) => name !== undefined);
    if (!named && !isOn(line, 'all') && flag(line, 'selector') === undefined) {
      throw new KubectlError('error: resource(s) were provided, but no name was specified\n');
    }
    const objects: Obj[] = [];
    const shown = new Map<Obj, string>();
    const whole = eachObject(targets, line, env.api, output, (object, resource) => {
      objects.push(object);
      shown.set(object, shownName(resource, object.metadata.name));
    });
    if (objects.length === 0 && whole) throw new KubectlError('error: no objects passed to scale\n');
    if (wanted.version !== '' && objects.length > 1) {
      throw new KubectlError('error: cannot use --resource-version with multiple resources\n');
    }
    /** The objects one after the other: with a timeout each is waited for before it is told of. */
    const next = ([first, ...others]: readonly Obj[]): Continuation | undefined => {
      if (!first) return undefined;
      return (begun, out) => {
        if (dryRun !== 'client') setSize(first, wanted, dryRun, begun);
        const told: Continuation = (later, told) => {
          told.out(`${shown.get(first)} scaled${dryRunSuffix(dryRun)}\n`);
          return next(others)?.(later, told);
        };
        if (wanted.patience === 0 || dryRun !== 'none') return told(begun, out);
        return untilScaled(first, wanted.replicas, begun.now + wanted.patience, told)(begun, out);
      };
    };
    return next(objects)?.(env, output);
  },
};

const NOTHING_NAMED =
  "error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'\n";

interface Wanted {
  readonly replicas: number;
  /** -1 is any. */
  readonly current: number;
  readonly version: string;
  /** How long to wait for the Pods; 0 is not at all. */
  readonly patience: number;
}

function readFlags(line: CommandLine): Wanted {
  if (flag(line, 'replicas') === undefined) throw new KubectlError('error: required flag(s) "replicas" not set\n');
  const replicas = intFlag(line, 'replicas', 0);
  const current = intFlag(line, 'current-replicas', -1);
  if (replicas < 0) {
    throw new KubectlError(
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0\n',
    );
  }
  if (current < -1) throw new KubectlError('error: The --current-replicas must specify an integer of -1 or greater\n');
  const timeout = flag(line, 'timeout');
  const patience = timeout === undefined ? 0 : durationFlag('timeout', timeout);
  return { replicas, current, version: flag(line, 'resource-version') ?? '', patience };
}

function intFlag(line: CommandLine, name: string, otherwise: number): number {
  const text = flag(line, name);
  if (text === undefined) return otherwise;
  if (/^[+-]?[0-9]+$/.test(text)) return Number(text);
  throw new UsageError(
    `invalid argument "${text}" for "--${name}" flag: strconv.ParseInt: parsing "${text}": invalid syntax`,
  );
}

function setSize({ kind, metadata }: Obj, wanted: Wanted, dryRun: DryRun, { api }: KubectlEnv): void {
  if (wanted.current !== -1 || wanted.version !== '') {
    const scale = api.getScale(kind, metadata);
    const { resourceVersion } = scale.metadata;
    if (wanted.current !== -1) expectSame('replicas', String(wanted.current), String(scale.replicas));
    if (wanted.version !== '') expectSame('resource version', wanted.version, resourceVersion);
  }
  api.setScale(kind, metadata, wanted.replicas, { dryRun: dryRun === 'server' });
}

function expectSame(what: string, wanted: string, actual: string): void {
  if (wanted !== actual) throw new KubectlError(`error: Expected ${what} to be ${wanted}, was ${actual}\n`);
}

function untilScaled(object: Obj, replicas: number, deadline: number, then: Continuation): Continuation {
  return (env, output) => {
    const { name } = object.metadata;
    const scale = env.api.getScale(object.kind, object.metadata);
    // Another number wanted meanwhile: somebody else has taken over.
    if (scale.replicas !== replicas || scale.current === replicas) return then(env, output);
    if (env.now >= deadline) throw new KubectlError(`error: timed out waiting for "${name}" to be synced\n`);
    return untilScaled(object, replicas, deadline, then);
  };
}

/** Whether the kind has the scale subresource, as discovery tells. */
export function isScalable({ kind, metadata }: Obj, { api }: KubectlEnv): boolean {
  try {
    api.getScale(kind, metadata);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
