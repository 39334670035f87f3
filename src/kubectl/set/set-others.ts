/** kubectl set selector, serviceaccount and subject. Follows kubectl's pkg/cmd/set. */
import { type Obj, type ParsedSelector, parseSelector, SelectorError, type Subject } from '../../engine/index.ts';
import { deepEqual } from '../../lib/deep-equal.ts';
import { type CommandLine, flagList, flagValues } from '../command-line.ts';
import { Failures, ObjectProblem } from '../failures.ts';
import { KubectlError } from '../kubectl-error.ts';
import { namespaceOf } from '../resource-args.ts';
import type { Verb } from '../verbs/verb.ts';
import { changeObjects, checkSelection, SET_FLAGS, selectedObjects, withPodSpec } from './change-objects.ts';

const { selector: _, ...WITHOUT_SELECTOR } = SET_FLAGS;

export const setSelector: Verb = {
  flags: WITHOUT_SELECTOR,
  run(line, env, output) {
    const expression = line.words.at(-1);
    if (expression === undefined) throw new KubectlError('error: one selector is required\n');
    const parsed = selectorOf(expression);
    changeObjects(line.words.slice(0, -1), line, env, output, {
      done: 'selector updated',
      change(object) {
        if (object.kind !== 'Service') throw new ObjectProblem('setting a selector is only supported for Services');
        return { ...object, spec: { ...object.spec, selector: labelsOf(parsed) } };
      },
    });
    return undefined;
  },
};

function selectorOf(text: string): ParsedSelector {
  try {
    return parseSelector(text);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw new KubectlError(`error: couldn't parse the selector string "${text}": ${error.message}\n`);
  }
}

/** A Service's selector only knows what is equal. */
function labelsOf({ requirements }: ParsedSelector): Readonly<Record<string, string>> {
  return Object.fromEntries(
    requirements.map(({ key, operator, values }) => {
      const [value] = values;
      if ((operator !== '=' && operator !== '==') || value === undefined) {
        throw new ObjectProblem(
          `match expression [{${key} ${operator} [${values.join(' ')}]}] not supported on this object`,
        );
      }
      return [key, value];
    }),
  );
}

export const setServiceAccount: Verb = {
  flags: WITHOUT_SELECTOR,
  run(line, env, output) {
    const name = line.words.at(-1);
    if (name === undefined) throw new KubectlError('error: serviceaccount is required\n');
    changeObjects(line.words.slice(0, -1), line, env, output, {
      done: 'serviceaccount updated',
      failure: 'failed to patch ServiceAccountName',
      change: (object) => withPodSpec(object, (spec) => ({ ...spec, serviceAccountName: name })),
    });
    return undefined;
  },
};

export const setSubject: Verb = {
  flags: { ...SET_FLAGS, group: 'value', serviceaccount: 'value', user: 'value' },
  run(line, env, output) {
    const failures = new Failures();
    const selected = selectedObjects(line.words, line, env, failures);
    failures.report(output);
    if (failures.count > 0) return undefined;
    checkSelection(line);
    const accounts = sortedSet(flagValues(line, 'serviceaccount'));
    const subjects = subjectsOf(line, accounts);
    if (subjects.length === 0) {
      throw new KubectlError('error: you must specify at least one value of user, group or serviceaccount\n');
    }
    const clusterWide = selected.some(({ object }) => object.kind === 'ClusterRoleBinding');
    if (clusterWide && accounts.some((account) => account.startsWith(':'))) {
      throw new KubectlError('error: serviceaccount must be <namespace>:<name>, namespace must be specified\n');
    }
    changeObjects(line.words, line, env, output, {
      done: 'subjects updated',
      failure: 'failed to patch subjects to rolebinding:',
      change: (object) => withSubjects(object, subjects),
    });
    return undefined;
  },
};

function sortedSet(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

const RBAC = 'rbac.authorization.k8s.io';

function subjectsOf(line: CommandLine, accounts: readonly string[]): readonly Subject[] {
  const named = (kind: 'User' | 'Group', flagName: string): readonly Subject[] =>
    sortedSet(flagList(line, flagName)).map((name) => ({ kind, apiGroup: RBAC, name }) as Subject);
  const accountSubjects = accounts.map((account) => {
    const [namespace, name, ...more] = account.split(':');
    if (!name || more.length > 0) throw new KubectlError('error: serviceaccount must be <namespace>:<name>\n');
    return { kind: 'ServiceAccount', namespace: namespace || namespaceOf(line), name } as Subject;
  });
  return [...named('User', 'user'), ...named('Group', 'group'), ...accountSubjects];
}

function withSubjects(object: Obj, subjects: readonly Subject[]): Obj {
  if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') {
    throw new ObjectProblem('setting subjects is only supported for RoleBinding/ClusterRoleBinding');
  }
  const before = object.subjects ?? [];
  const added = subjects.filter((subject) => !before.some((one) => deepEqual(one, subject)));
  return added.length === 0 ? object : { ...object, subjects: [...before, ...added] };
}
