/** kubectl create namespace. */
import type { Generator } from './generator.ts';

export const namespace: Generator = {
  names: ['namespace', 'ns'],
  flags: {},
  draft: (name) => ({ kind: 'Namespace', apiVersion: 'v1', metadata: { name }, spec: {}, status: {} }),
};
