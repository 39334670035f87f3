/** The classes that every cluster has. Follows pkg/apis/scheduling/v1/helpers.go. */

export const SYSTEM_PREFIX = 'system-';
export const HIGHEST_USER_PRIORITY = 1_000_000_000;

export interface SystemClass {
  readonly name: string;
  readonly value: number;
  readonly description: string;
}

export const systemPriorityClasses: readonly SystemClass[] = [
  {
    name: 'system-node-critical',
    value: 2_000_001_000,
    description: 'Used for system critical pods that must not be moved from their current node.',
  },
  {
    name: 'system-cluster-critical',
    value: 2_000_000_000,
    description:
      'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  },
];

export const isSystemPriorityClass = (name: string): boolean => systemPriorityClasses.some((one) => one.name === name);
