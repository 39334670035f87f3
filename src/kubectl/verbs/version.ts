/** kubectl version. Follows kubectl's pkg/cmd/version. */
import { flag, isOn } from '../command-line.ts';
import { CLIENT_VERSION, KUSTOMIZE_VERSION, SERVER_VERSION } from '../context.ts';
import { KubectlError } from '../kubectl-error.ts';
import { goList } from '../printers/rules.ts';
import { yamlOf } from '../printers/yaml-output.ts';
import type { Verb } from './verb.ts';

export const version: Verb = {
  flags: { client: 'switch', output: 'value' },
  run(line, _env, output) {
    const onlyClient = isOn(line, 'client');
    // With --client kubectl does not look at its arguments.
    if (!onlyClient && line.words.length > 0) throw new KubectlError(`error: extra arguments: ${goList(line.words)}\n`);
    const format = flag(line, 'output') ?? '';
    const versions = {
      clientVersion: CLIENT_VERSION,
      kustomizeVersion: KUSTOMIZE_VERSION,
      ...(onlyClient ? {} : { serverVersion: SERVER_VERSION }),
    };
    if (format === 'yaml') output.out(`${yamlOf(versions)}\n`);
    else if (format === 'json') output.out(`${JSON.stringify(versions, null, 2)}\n`);
    else if (format !== '') throw new KubectlError(`error: --output must be 'yaml' or 'json'\n`);
    else {
      output.out(`Client Version: ${CLIENT_VERSION.gitVersion}\nKustomize Version: ${KUSTOMIZE_VERSION}\n`);
      if (!onlyClient) output.out(`Server Version: ${SERVER_VERSION.gitVersion}\n`);
    }
    return undefined;
  },
};
