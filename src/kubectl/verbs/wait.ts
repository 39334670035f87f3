/**
 * kubectl wait: objects one after the other, the conditions of each in the order given.
 * Follows RunWaitContext in kubectl's pkg/cmd/wait/wait.go.
 */
import { ApiError, type Millis, type Obj, type ResourceInfo } from '../../engine/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import { durationFlag } from '../duration.ts';
import { Failures } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv } from '../kubectl-run.ts';
import { objectsOf, shownName } from '../resource-args.ts';
import { buildSelection, type Selection } from '../resource-builder.ts';
import { type AwaitedCondition, readConditions } from '../wait/conditions.ts';
import { timedOutText } from '../wait/gone.ts';
import { WaitProblem } from '../wait/wait-problem.ts';
import type { Verb } from './verb.ts';

const WEEK: Millis = 168 * 3_600_000;
const DEFAULT = '30s';
const CREATE_POLL: Millis = 500;

interface WaitRun {
  readonly line: CommandLine;
  readonly selection: Selection;
  readonly conditions: readonly AwaitedCondition[];
  readonly timeout: Millis;
  readonly deadline: Millis;
  readonly failures: Failures;
}

interface Item {
  readonly object: Obj;
  readonly resource: ResourceInfo;
}

export const wait: Verb = {
  flags: {
    for: 'value',
    timeout: 'value',
    filename: 'value',
    recursive: 'switch',
    selector: 'value',
    'field-selector': 'value',
    all: 'switch',
    'all-namespaces': 'switch',
    output: 'value',
  },
  run(line, env, output) {
    const selection = buildSelection(line.words, line, env, { emptySelector: true });
    const conditions = readConditions(line.flags.get('for') ?? []);
    const given = durationFlag('timeout', flag(line, 'timeout') ?? DEFAULT);
    const timeout = given < 0 ? WEEK : given;
    const failures = new Failures();
    const run: WaitRun = { line, selection, conditions, timeout, deadline: env.now + timeout, failures };
    if (conditions.some(({ kind }) => kind === 'create')) return untilCreated(run, env.now)(env, output);
    return visit(run, env)(env, output);
  },
};

/** What the selection holds by now; what is missing is noted as a failure. */
function look({ selection, line, conditions, failures }: WaitRun, env: KubectlEnv): readonly Item[] {
  const isForDelete = conditions.some(({ kind }) => kind === 'delete');
  return selection.targets.flatMap((target): readonly Item[] => {
    try {
      return objectsOf(target, line, env.api).map((object) => ({ object, resource: target.resource }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!isForDelete || error.status.reason !== 'NotFound') failures.refused(error);
      return [];
    }
  });
}

function untilCreated(run: WaitRun, nextLook: Millis): Continuation {
  return (env, output) => {
    if (env.now < nextLook) return untilCreated(run, nextLook);
    const items = look({ ...run, failures: new Failures() }, env);
    if (items.length > 0) return visit(run, env)(env, output);
    if (env.now < run.deadline) return untilCreated(run, Math.min(env.now + CREATE_POLL, run.deadline));
    throw new KubectlError('error: timed out waiting for the condition\n');
  };
}

function visit(run: WaitRun, env: KubectlEnv): Continuation {
  const items = look(run, env);
  const isForDelete = run.conditions.some(({ kind }) => kind === 'delete');
  if (items.length === 0 && run.failures.count === 0 && !isForDelete) {
    throw new KubectlError('error: no matching resources found\n');
  }
  return follow(run, items, 0, true);
}

/** Looks at condition `at` of the first item; `first` look at it: an object that is not there any more is an error. */
function follow(run: WaitRun, items: readonly Item[], at: number, first: boolean): Continuation {
  return (env, output) => {
    let [left, index, isFirst] = [items, at, first];
    for (;;) {
      const [item] = left;
      if (!item) {
        run.failures.report(output);
        return undefined;
      }
      const condition = run.conditions[index];
      const done = condition && check(run, item, condition, isFirst, env);
      if (done === 'wait') return follow(run, left, index, false);
      if (done === 'met') {
        output.out(`${shownName(item.resource, item.object.metadata.name)} condition met\n`);
        index += 1;
      } else [left, index] = [left.slice(1), 0];
      isFirst = true;
    }
  };
}

type Outcome = 'met' | 'wait' | 'failed';

function check(run: WaitRun, item: Item, condition: AwaitedCondition, first: boolean, env: KubectlEnv): Outcome {
  const { resource, object } = item;
  const { name } = object.metadata;
  if (condition.kind === 'create') return 'met';
  try {
    const live = env.api.get(object.kind, object.metadata);
    if (condition.kind === 'state' && condition.isMet(live)) return 'met';
  } catch (error) {
    if (error instanceof WaitProblem) {
      run.failures.add(error.message);
      return 'failed';
    }
    if (!(error instanceof ApiError)) throw error;
    if (condition.kind === 'delete' && error.status.reason === 'NotFound') return 'met';
    if (first) {
      run.failures.refused(error);
      return 'failed';
    }
  }
  if (run.timeout === 0) {
    run.failures.add(`condition not met for ${resource.plural}/${name}`);
    return 'failed';
  }
  if (env.now < run.deadline) return 'wait';
  run.failures.add(timedOutText(resource, name));
  return 'failed';
}
