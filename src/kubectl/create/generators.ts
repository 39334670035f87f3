/** Everything that `kubectl create KIND` can make. */
import { KubectlError, usageError } from '../kubectl-error.ts';
import type { Subcommand } from '../verbs/verb.ts';
import { configMap } from './config-map.ts';
import { deployment } from './deployment.ts';
import { type Generator, generatorCommand } from './generator.ts';
import { namespace } from './namespace.ts';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { priorityClass } from './priority-class.ts';
import { quota } from './quota.ts';
import { clusterRole, role } from './role.ts';
import { clusterRoleBinding, roleBinding } from './role-binding.ts';
import { genericSecret } from './secret.ts';
import { services } from './service.ts';
import { serviceAccount } from './service-account.ts';

const plain: readonly Generator[] = [
  clusterRole,
  clusterRoleBinding,
  configMap,
  deployment,
  namespace,
  podDisruptionBudget,
  priorityClass,
  quota,
  role,
  roleBinding,
  serviceAccount,
];

export const generators: readonly Subcommand[] = [
  ...plain.map((generator) => generatorCommand(generator)),
  family(['secret'], 'Create a secret with specified type.', [genericSecret]),
  family(['service', 'svc'], 'Create a service using a specified subcommand.', services),
];

/** A command that only has commands below it: alone it says what it is for, and fails. */
function family(names: Subcommand['names'], about: string, members: readonly Generator[]): Subcommand {
  const path = `create ${names[0]}`;
  return {
    names,
    verb: {
      flags: {},
      subcommands: members.map((member) => generatorCommand(member, path)),
      run({ words }) {
        if (words.length > 0) throw usageError(path, `unknown command "${words.join(' ')}"`);
        const commands = members.map((member) => `  ${member.names[0]}\n`).join('');
        throw new KubectlError(`${about}\n\nAvailable Commands:\n${commands}`);
      },
    },
  };
}
