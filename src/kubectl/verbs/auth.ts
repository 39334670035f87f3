/** kubectl auth: questions about who may do what. */
import { canI } from '../auth/can-i.ts';
import { whoAmI } from '../auth/whoami.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import type { Verb } from './verb.ts';

export const auth: Verb = {
  flags: {},
  subcommands: [
    { names: ['can-i'], verb: canI },
    { names: ['whoami'], verb: whoAmI },
  ],
  run({ words }) {
    if (words.length > 0) throw usageError('auth', `unknown command "${words.join(' ')}"`);
    throw new KubectlError('Inspect authorization.\n\nAvailable Commands:\n  can-i\n  whoami\n');
  },
};
