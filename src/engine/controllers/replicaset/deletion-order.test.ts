import { expect, it } from 'vitest';
import { buildPod, type PodOptions } from '../../../testing/builders.ts';
import type { Pod } from '../../model/core.ts';
import { podsToDelete } from './deletion-order.ts';

const NOW = 3_600_000;

interface Options extends PodOptions {
  readonly cost?: string;
  readonly restarts?: number;
}

function pod({ cost, restarts, ...options }: Options): Pod {
  const built = buildPod({ node: 'a', ready: true, ...options });
  return {
    ...built,
    metadata: {
      ...built.metadata,
      ...(cost ? { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } } : {}),
    },
    status: {
      ...built.status,
      containerStatuses: [
        { name: 'app', image: 'x', imageID: '', ready: true, restartCount: restarts ?? 0, state: {}, lastState: {} },
      ],
    } as Pod['status'],
  };
}

/** The first to go of two, in both orders of the list. */
function first(one: Options, other: Options, related: readonly Options[] = []): string | undefined {
  const pods = [pod({ name: 'one', ...one }), pod({ name: 'other', ...other })];
  const crowd = [...pods, ...related.map(pod)];
  const names = [pods, [...pods].reverse()].map((list) => podsToDelete(list, crowd, 1, NOW)[0]?.metadata.name);
  return names[0] === names[1] ? names[0] : `undecided: ${names.join(', ')}`;
}

it('ActivePodsWithRanks: unassigned, pending and unready Pods go first, in this order', () => {
  expect(first({ node: undefined, ready: false }, { phase: 'Pending', ready: false })).toBe('one');
  expect(first({ phase: 'Pending', ready: false }, { ready: false })).toBe('one');
  expect(first({ ready: false, cost: '5' }, {})).toBe('one');
});

it('ActivePodsWithRanks: then the cheaper; a cost that is no plain int32 is 0', () => {
  expect(first({ cost: '-1' }, { node: 'b' }, [{ node: 'b' }])).toBe('one');
  for (const cost of ['+5', '05', '1e3', '99999999999']) expect(first({ cost: '-1' }, { cost })).toBe('one');
  expect(first({ cost: '05' }, { cost: '1' })).toBe('one');
});

it('ActivePodsWithRanks: then the one whose node has more Pods of the same owner', () => {
  expect(first({ node: 'b', readySince: 0 }, { node: 'a', readySince: 3_590_000 }, [{ node: 'b' }])).toBe('one');
});

it('ActivePodsWithRanks: then the one that became ready later, by the logarithm of its age; about equal ones by UID', () => {
  expect(first({ readySince: 3_590_000 }, { readySince: 0 })).toBe('one');
  // 60 and 61 minutes: the same power of two, so the UIDs decide.
  expect(first({ readySince: 0 }, { readySince: -60_000 })).toBe('one');
  expect(first({ readySince: -60_000 }, { readySince: 0 })).toBe('one');
});

it('ActivePodsWithRanks: then the one that was restarted more often, then the younger', () => {
  expect(first({ restarts: 3 }, { born: 3_590_000 })).toBe('one');
  expect(first({ born: 3_590_000 }, {})).toBe('one');
});

it('getPodsToDelete: all go in any order when all are too many', () => {
  const pods = [pod({ name: 'b' }), pod({ name: 'a', ready: false })];
  expect(podsToDelete(pods, pods, 2, NOW)).toBe(pods);
});
