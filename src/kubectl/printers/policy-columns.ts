/** The tables of quotas, limit ranges and priority classes. Follows pkg/printers/internalversion/printers.go. */
import type { ResourceQuota } from '../../engine/index.ts';
import { age, type Column, name } from './column.ts';

const isLimit = (resource: string): boolean => resource.startsWith('limits.');

/** `pods: 3/10, requests.cpu: 700m/2`: what is used of what may be. */
function shares({ status }: ResourceQuota, chosen: (resource: string) => boolean): string {
  const names = Object.keys(status?.hard ?? {}).sort();
  const texts = names.filter(chosen).map((resource) => {
    const used = status.used?.[resource] ?? '0';
    return `${resource}: ${used}/${status.hard?.[resource]}`;
  });
  return texts.join(', ');
}

export const policyColumns: {
  readonly ResourceQuota: readonly Column<'ResourceQuota'>[];
  readonly LimitRange: readonly Column<'LimitRange'>[];
  readonly PriorityClass: readonly Column<'PriorityClass'>[];
} = {
  ResourceQuota: [
    name,
    { name: 'REQUEST', cell: (quota) => shares(quota, (resource) => !isLimit(resource)) },
    { name: 'LIMIT', cell: (quota) => shares(quota, isLimit) },
    age,
  ],
  // Upstream has no printer of their own for these: the time itself is shown.
  LimitRange: [name, { name: 'CREATED AT', cell: ({ metadata }) => metadata.creationTimestamp }],
  PriorityClass: [
    name,
    { name: 'VALUE', cell: ({ value }) => String(value) },
    { name: 'GLOBAL-DEFAULT', cell: ({ globalDefault = false }) => String(globalDefault) },
    age,
    { name: 'PREEMPTIONPOLICY', cell: ({ preemptionPolicy = '' }) => preemptionPolicy },
  ],
};
