/** How errors name a resource and its kind: with the API group. */
import type { ResourceInfo } from './strategy.ts';

export const resourceName = ({ group, plural }: ResourceInfo): GroupName => ({ group, name: plural });
export const kindName = ({ group, kind }: ResourceInfo): GroupName => ({ group, name: kind });
