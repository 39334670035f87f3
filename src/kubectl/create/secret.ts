/** kubectl create secret generic. Follows kubectl's pkg/cmd/create/create_secret.go. */
import { isConfigMapKey, quoted } from '../../engine/index.ts';
import { base64Of } from '../../lib/base64.ts';
import { flag } from '../command-line.ts';
import { createError, type Generator, namespacedMeta } from './generator.ts';
import { literalSources, SOURCE_FLAGS, sortedMap } from './literals.ts';

export const genericSecret: Generator = {
  names: ['generic'],
  flags: { ...SOURCE_FLAGS, type: 'value' },
  failure: 'failed to create secret',
  draft(name, line) {
    const data = new Map<string, string>();
    for (const [key, value] of literalSources(line)) {
      const problems = isConfigMapKey(key);
      if (problems.length > 0) {
        throw createError(`${quoted(key)} is not valid key name for a Secret ${problems.join(';')}`);
      }
      if (data.has(key)) throw createError(`cannot add key ${key}, another key by that name already exists`);
      data.set(key, base64Of(value));
    }
    const type = flag(line, 'type') ?? '';
    return {
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: namespacedMeta(name, line),
      ...(data.size === 0 ? {} : { data: sortedMap(data) }),
      ...(type === '' ? {} : { type }),
    };
  },
};
