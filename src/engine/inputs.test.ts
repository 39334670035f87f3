/** What comes from outside is told as plain data, and makes the same history when it is replayed. */
import { describe, expect, it } from 'vitest';
import { logCollector, setImage, testCluster } from '../testing/test-cluster.ts';
import type { Cluster } from './cluster.ts';
import { ReplayMismatch, type WrittenInput } from './inputs.ts';

function inputsOf(cluster: Cluster): readonly WrittenInput[] {
  const inputs: WrittenInput[] = [];
  cluster.watchInputs((input) => {
    if ('step' in input) inputs.push(structuredClone(input));
  });
  return inputs;
}

function taint(cluster: Cluster): void {
  const body = { spec: { taints: [{ key: 'a', effect: 'NoSchedule' }] } };
  cluster.api.patch('Node', { name: 'node-2' }, { type: 'merge', body });
}

describe('inputs', () => {
  it('are what users and the world write, with how far the line had been run', () => {
    const cluster = testCluster();
    const inputs = inputsOf(cluster);
    const begun = cluster.journal.head;
    cluster.api.create('DaemonSet', logCollector());
    cluster.runUntil(20_000);
    const { head } = cluster.journal;
    cluster.seek(begun + 1);
    cluster.world.stopKubelet('node-1');
    expect(inputs.map(({ position, head, step }) => [position, head, step.cause.actor])).toEqual([
      [begun, begun, 'kubectl'],
      [begun + 1, head, 'world'],
    ]);
  });

  it('replayed make the same Steps, and what did not change stays one object', () => {
    const cluster = testCluster();
    const inputs = inputsOf(cluster);
    taint(cluster);
    const twin = testCluster();
    const node = twin.state.get('Node', 'node-2');
    for (const input of inputs) twin.replay(input);
    const { position } = cluster.journal;
    expect(twin.journal.step(position)).toEqual(cluster.journal.step(position));
    expect(twin.state.get('Node', 'node-2')?.status).toBe(node?.status);
    expect(twin.nextAt).toBe(cluster.nextAt);
  });

  it('that find another story change nothing', () => {
    const cluster = testCluster();
    cluster.api.create('DaemonSet', logCollector());
    cluster.runUntil(20_000);
    const inputs = inputsOf(cluster);
    setImage(cluster, 'fluentd:v2');
    const [input] = inputs as [WrittenInput];
    const twin = testCluster();
    const { position, head } = twin.journal;
    expect(() => twin.replay(input)).toThrow(ReplayMismatch);
    expect(() => twin.replay({ ...input, position, head })).toThrow(ReplayMismatch);
    expect(twin.journal.head).toBe(head);
  });

  it('that would replace something else change nothing', () => {
    const cluster = testCluster();
    const inputs = inputsOf(cluster);
    taint(cluster);
    const [input] = inputs as [WrittenInput];
    const changes = input.step.changes.map((change) =>
      change.table === 'Node' ? { ...change, prev: undefined } : change,
    );
    const twin = testCluster();
    const { nextAt, journal } = twin;
    const { head } = journal;
    expect(() => twin.replay({ ...input, step: { ...input.step, changes } })).toThrow('Node node-2 is not what it was');
    expect([twin.nextAt, journal.head]).toEqual([nextAt, head]);
    twin.replay(input);
    expect(journal.head).toBe(head + 1);
  });

  it('that are refused in the past leave the future as it is', () => {
    const cluster = testCluster();
    cluster.api.create('DaemonSet', logCollector());
    cluster.runUntil(20_000);
    const { head, position } = cluster.journal;
    cluster.seek(position - 3);
    expect(() => cluster.api.create('DaemonSet', logCollector())).toThrow('already exists');
    expect(cluster.journal.head).toBe(head);
  });
});
