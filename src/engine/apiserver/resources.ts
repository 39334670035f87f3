/** The resources that the API server serves, for discovery. */
import type { Kind } from '../model/kinds.ts';
import { strategies } from './strategies.ts';
import type { ResourceInfo } from './strategy.ts';

export const resources: readonly ResourceInfo[] = Object.values(strategies).map(({ resource }) => resource);

export function resourceOf(kind: Kind): ResourceInfo {
  return strategies[kind].resource;
}
