/** kubectl create serviceaccount. */
import { type Generator, namespacedMeta } from './generator.ts';

export const serviceAccount: Generator = {
  names: ['serviceaccount', 'sa'],
  flags: {},
  failure: 'failed to create serviceaccount:',
  draft: (name, line) => ({ kind: 'ServiceAccount', apiVersion: 'v1', metadata: namespacedMeta(name, line) }),
};
