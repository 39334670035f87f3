/** Names of the playground's resources, as discovery lists them. */
import type { Kind } from '../../model/kinds.ts';
import type { ResourceInfo } from '../strategy.ts';

/** `group` '' is the core group; all kinds are of version v1. Irregular plurals are given as discovery has them. */
export function resourceInfo(
  kind: Kind,
  group: string,
  plural: string,
  shortNames: string,
  namespaced: boolean,
): ResourceInfo {
  return {
    kind,
    group,
    version: 'v1',
    apiVersion: group === '' ? 'v1' : `${group}/v1`,
    plural,
    singular: kind.toLowerCase(),
    shortNames: shortNames === '' ? [] : shortNames.split(' '),
    namespaced,
  };
}
