import type { Verb } from './verb.ts';

export const version: Verb = {
  flags: { client: 'switch', output: 'value' },
  run(_line, _env, output) {
    output.out('Client Version: v1.37.2\nKustomize Version: v5.8.1\nServer Version: v1.37.2\n');
    return undefined;
  },
};
