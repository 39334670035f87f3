/** kubectl create configmap. Follows kubectl's pkg/cmd/create/create_configmap.go. */
import { isConfigMapKey, quoted } from '../../engine/index.ts';
import { createError, type Generator, namespacedMeta } from './generator.ts';
import { literalSources, SOURCE_FLAGS, sortedMap } from './literals.ts';

export const configMap: Generator = {
  names: ['configmap', 'cm'],
  flags: SOURCE_FLAGS,
  failure: 'failed to create configmap:',
  draft(name, line) {
    const data = new Map<string, string>();
    for (const [key, value] of literalSources(line)) {
      const problems = isConfigMapKey(key);
      if (problems.length > 0) {
        throw createError(`${quoted(key)} is not a valid key name for a ConfigMap: ${problems.join(',')}`);
      }
      if (data.has(key)) {
        const known = `another key by that name already exists in Data for ConfigMap ${quoted(name)}`;
        throw createError(`cannot add key ${quoted(key)}, ${known}`);
      }
      data.set(key, value);
    }
    const metadata = namespacedMeta(name, line);
    return { kind: 'ConfigMap', apiVersion: 'v1', metadata, ...(data.size === 0 ? {} : { data: sortedMap(data) }) };
  },
};
