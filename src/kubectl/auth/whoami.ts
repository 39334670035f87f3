/** kubectl auth whoami. Follows kubectl's pkg/cmd/auth/whoami.go. */
import { ApiError, timestamp, type UserInfo } from '../../engine/index.ts';
import { flag } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import { goList } from '../printers/rules.ts';
import { printTable } from '../printers/table.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import type { Verb } from '../verbs/verb.ts';

export const whoAmI: Verb = {
  flags: { output: 'value' },
  run(line, env, output) {
    const { name, groups } = review(env);
    const format = flag(line, 'output') ?? '';
    if (format === '') {
      const shown = groups.length === 0 ? [] : [['Groups', goList(groups)]];
      output.out(printTable([['ATTRIBUTE', 'VALUE'], ['Username', name], ...shown]));
      return undefined;
    }
    const object = {
      kind: 'SelfSubjectReview',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { creationTimestamp: timestamp(env.now) },
      status: { userInfo: { username: name, groups } },
    };
    if (format === 'yaml') output.out(yamlOf(object));
    else if (format === 'json') output.out(`${JSON.stringify(object, null, 4)}\n`);
    else throw new KubectlError(`error: unable to match a printer suitable for the output format "${format}"\n`);
    return undefined;
  },
};

function review(env: KubectlEnv): UserInfo {
  try {
    return env.api.selfReview();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status.reason !== 'Forbidden') throw error;
    throw new KubectlError(
      'error: the selfsubjectreviews API is not enabled in the cluster or you do not have permission to call it\n',
    );
  }
}
