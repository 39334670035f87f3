/** kubectl set: certain fields of objects that are there. */
import { setEnv } from '../set/set-env.ts';
import { setImage } from '../set/set-image.ts';
import { setSelector, setServiceAccount, setSubject } from '../set/set-others.ts';
import { setResources } from '../set/set-resources.ts';
import type { Verb } from './verb.ts';

export const set: Verb = {
  flags: {},
  subcommands: [
    { names: ['env'], verb: setEnv },
    { names: ['image'], verb: setImage },
    { names: ['resources'], verb: setResources },
    { names: ['selector'], verb: setSelector },
    { names: ['serviceaccount', 'sa'], verb: setServiceAccount },
    { names: ['subject'], verb: setSubject },
  ],
  run: () => undefined,
};
