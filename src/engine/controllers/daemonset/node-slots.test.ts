import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDaemonSet, buildNode, buildPod } from '../../../testing/builders.ts';
import type { DaemonSet } from '../../model/apps.ts';
import type { Node, Pod } from '../../model/core.ts';
import { isPodAvailable } from '../../model/pods.ts';
import type { NodeSlot } from './node-slot.ts';
import { NodeSlots, nodeOf } from './node-slots.ts';
import { placementFor } from './placement.ts';
import { planManage } from './plan-manage.ts';
import { planRollout } from './plan-rollout.ts';
import { planLargeRollout } from './plan-rollout-of.ts';
import { countStatus, statusOf } from './status.ts';

const HASH = 'new';
const NODES = ['node-1', 'node-2', 'node-3', 'node-4'];
/** Any order that is none of the nodes' own. */
const rankOf = (node: string): number => (Number(node.slice(-1)) * 7) % 5;

const ds: DaemonSet = buildDaemonSet('web');

/** The fleet as it is, beside what is kept of it. */
class Fleet {
  readonly nodes = new Map<string, Node>();
  readonly pods = new Map<string, Pod>();
  readonly slots = new NodeSlots(ds, [], [], rankOf);

  setNode(name: string, node: Node | undefined): void {
    if (node) this.nodes.set(name, node);
    else this.nodes.delete(name);
    this.slots.setNode(name, node);
  }

  setPod(name: string, pod: Pod | undefined): void {
    const prev = this.pods.get(name);
    if (pod) this.pods.set(name, pod);
    else this.pods.delete(name);
    this.slots.changePod(prev, pod);
  }

  /** The slots as a walk over all nodes and Pods finds them. */
  recount(): readonly NodeSlot[] {
    const placementOn = placementFor(ds);
    const podsOn = (name: string): readonly Pod[] => [...this.pods.values()].filter((pod) => nodeOf(pod) === name);
    const known = [...this.nodes.values()].map((node): NodeSlot => {
      const { name } = node.metadata;
      return { node: name, placement: placementOn(node), pods: podsOn(name) };
    });
    const gone = NODES.filter((name) => !this.nodes.has(name) && podsOn(name).length > 0);
    return [...known, ...gone.map((name): NodeSlot => ({ node: name, placement: undefined, pods: podsOn(name) }))];
  }
}

type Move = (fleet: Fleet) => void;

const node = fc.constantFrom(...NODES);
const taints = fc.constantFrom(undefined, [{ key: 'a', effect: 'NoSchedule' }], [{ key: 'a', effect: 'NoExecute' }]);
const podOptions = fc.record({
  where: fc.tuple(fc.constantFrom('node', 'target'), node),
  hash: fc.constantFrom('old', HASH),
  ready: fc.boolean(),
  readySince: fc.constantFrom(0, 4000, 8000),
  phase: fc.constantFrom('Pending', 'Running', 'Running', 'Failed', 'Succeeded'),
  deleting: fc.boolean(),
  born: fc.nat(3).map((n) => n * 1000),
});

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(node, taints).map(
    ([name, own]): Move =>
      (fleet) =>
        fleet.setNode(name, buildNode(name, own ? { taints: own } : {})),
  ),
  node.map(
    (name): Move =>
      (fleet) =>
        fleet.setNode(name, undefined),
  ),
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(5), podOptions).map(
      ([
        n,
        {
          where: [how, at],
          ...options
        },
      ]): Move => {
        const name = `web-${n}`;
        return (fleet) => fleet.setPod(name, buildPod({ name, [how]: at, ...options }));
      },
    ),
  },
  fc.nat(5).map(
    (n): Move =>
      (fleet) =>
        fleet.setPod(`web-${n}`, undefined),
  ),
);

const names = (pods: readonly Pod[]): readonly string[] => pods.map(({ metadata }) => metadata.name);

describe('NodeSlots', () => {
  const rules = fc.record({ surge: fc.boolean(), minReadySeconds: fc.constantFrom(0, 3) });

  it('§4, §5, §8 counts and plans as a walk over all nodes and Pods would, after any changes', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), rules, (moves, { surge, minReadySeconds }) => {
        const fleet = new Fleet();
        for (const [i, one] of moves.entries()) {
          one(fleet);
          const isAvailable = (pod: Pod): boolean => isPodAvailable(pod, minReadySeconds, i * 1000);
          const { slots } = fleet;
          slots.settle({ hash: HASH, surge, isAvailable });
          const all = fleet.recount();
          const status = countStatus(all, { hash: HASH, isAvailable }, ds.status);
          expect(statusOf(slots.counts, ds.status)).toEqual(status);
          const manage = { hash: HASH, surge, isAvailable, failedBackoff: () => 0 };
          const planned = planManage(slots.unsettled(), manage);
          const expected = planManage(all, manage);
          expect(planned.create).toEqual(expected.create);
          // Pods of one node go in no order that matters.
          expect(new Set(names(planned.remove))).toEqual(new Set(names(expected.remove)));
          const walked = all.filter(({ placement, pods }) => placement?.shouldRun || pods.length > 0);
          expect([...slots.walked()].map((slot) => slot.node)).toEqual(walked.map((slot) => slot.node));
          walked.sort((a, b) => rankOf(a.node) - rankOf(b.node));
          for (const budget of [0, 1, 3]) {
            const round = planRollout(walked, budget, { hash: HASH, isAvailable });
            expect(names(planLargeRollout(slots, HASH, budget))).toEqual(names(round));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
