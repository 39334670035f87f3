import { describe, expect, it } from 'vitest';
import { ENGINE_HOMES, engineOf, TEST_HOMES, type TestHome } from '../testing/engine-homes.ts';
import { ManualFrames } from '../testing/manual-frames.ts';
import { CLUSTER, CONTROL_PLANE, daemonSetKey, EVENTS, nodeKey } from '../view/cards.ts';
import type { EngineClient } from './engine-client.ts';

const MANIFEST = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: log-collector
spec:
  selector:
    matchLabels: {app: log-collector}
  template:
    metadata:
      labels: {app: log-collector}
    spec:
      containers:
      - name: log-collector
        image: fluentd:latest
        resources: {requests: {cpu: 100m, memory: 200Mi}}
`;

async function setUp(home: TestHome, nodes = 3): Promise<{ client: EngineClient; frames: ManualFrames }> {
  const frames = new ManualFrames();
  const specs = Array.from({ length: nodes }, (_, i) => ({ name: `node-${i + 1}` }));
  return { client: await engineOf(ENGINE_HOMES[home](frames), specs), frames };
}

async function apply(client: EngineClient) {
  const result = await client.send({
    line: 'kubectl apply -f web.yaml',
    files: { 'web.yaml': MANIFEST },
    by: 'editor',
  });
  client.playback.play();
  return result;
}

describe.each(TEST_HOMES)('engine in the %s', (home) => {
  it('begins at rest at 0:00 with Ready nodes and nothing to go back to', async () => {
    const { client } = await setUp(home);
    const { now, playing, position, oldest, head, nextAt } = client.playback.state();
    expect([now, playing, nextAt]).toEqual([0, false, undefined]);
    expect(position).toBe(head);
    expect(oldest).toBe(head);
    expect(client.view.get(CLUSTER)).toEqual({ nodes: ['node-1', 'node-2', 'node-3'], daemonSets: [] });
    expect(client.view.get(nodeKey('node-1'))).toMatchObject({ status: 'Ready', pods: [], porch: [], taints: [] });
  });

  it('Apply is answered as kubectl does, and play brings one Ready Pod per node', async () => {
    const { client, frames } = await setUp(home);
    expect(await apply(client)).toMatchObject({ exitCode: 0, stdout: 'daemonset.apps/log-collector created\n' });
    frames.pass(6000);
    for (const name of ['node-1', 'node-2', 'node-3']) {
      expect(client.view.get(nodeKey(name))?.pods.map(({ state, revision }) => [state, revision])).toEqual([
        ['ready', 1],
      ]);
    }
    expect(client.view.get(daemonSetKey('default/log-collector'))).toMatchObject({
      strategy: 'RollingUpdate, maxUnavailable 1',
      counts: { desired: 3, current: 3, ready: 3, upToDate: 3, available: 3 },
      revisions: [{ revision: 1, pods: 3, current: true }],
    });
    expect(client.view.get(EVENTS).lines.some(({ reason }) => reason === 'SuccessfulCreate')).toBe(true);
    expect(client.view.get(CONTROL_PLANE).actors.map(({ queued }) => queued)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('shows a Pod on the porch before it is bound, and tells only the cards that changed', async () => {
    const { client } = await setUp(home, 2);
    await apply(client);
    client.playback.pause();
    const told: string[] = [];
    for (const name of ['node-1', 'node-2']) client.view.subscribe(nodeKey(name), () => told.push(name));
    for (let i = 0; i < 20 && client.view.get(nodeKey('node-1'))?.porch.length === 0; i += 1)
      client.playback.stepForward();
    expect(client.view.get(nodeKey('node-1'))?.porch).toMatchObject([{ state: 'waiting', detail: 'not bound' }]);
    told.length = 0;
    const before = client.view.get(nodeKey('node-2'));
    for (let i = 0; i < 20 && told.length === 0; i += 1) client.playback.stepForward(); // binds one Pod
    expect(told).toHaveLength(1);
    const other = told[0] === 'node-1' ? 'node-2' : 'node-1';
    if (other === 'node-2') expect(client.view.get(nodeKey(other))).toBe(before);
    expect(client.view.get(nodeKey(other))?.porch).toHaveLength(1);
  });

  it('keeps a card’s identity until it changes', async () => {
    const { client, frames } = await setUp(home);
    await apply(client);
    frames.pass(8000);
    const card = client.view.get(nodeKey('node-1'));
    frames.pass(3000);
    expect(client.view.get(nodeKey('node-1'))).toBe(card);
  });

  it('goes back, replays the recorded Steps, and forks when a command is given in the past', async () => {
    const { client, frames } = await setUp(home);
    await apply(client);
    frames.pass(6000);
    client.playback.pause();
    const { head, oldest } = client.playback.state();
    const pods = client.view.get(nodeKey('node-1'))?.pods;
    client.playback.seek(oldest);
    expect(client.view.get(nodeKey('node-1'))?.pods).toEqual([]);
    client.playback.play();
    frames.pass(6000);
    client.playback.pause();
    expect(client.view.get(nodeKey('node-1'))?.pods).toEqual(pods);
    client.playback.seek(oldest);
    await client.send({ line: 'kwokctl scale node --replicas 4', by: 'hand' });
    expect(client.playback.state().head).toBeLessThan(head);
    expect(client.view.get(CLUSTER).daemonSets).toEqual([]);
    expect(client.view.get(CLUSTER).nodes).toContain('node-4');
  });

  it('marks the timeline and finds the next event over a long wait', async () => {
    const { client, frames } = await setUp(home);
    await apply(client);
    frames.pass(8000);
    await client.send({ line: 'kubectl delete node node-2', by: 'hand' });
    client.playback.nextEvent();
    expect(client.playback.state().now).toBeGreaterThanOrEqual(40_000);
    expect(client.playback.marks().map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['action', 'create', 'check', 'delete']),
    );
    expect(client.view.get(CLUSTER).nodes).toEqual(['node-1', 'node-3']);
  });

  it('a deleted node stays as a ghost while its Pod waits for pod GC', async () => {
    const { client, frames } = await setUp(home);
    await apply(client);
    frames.pass(6000);
    await client.send({ line: 'kubectl delete node node-2', by: 'hand' });
    frames.pass(1000);
    expect(client.view.get(nodeKey('node-2'))).toMatchObject({ removed: true, pods: [{ name: expect.any(String) }] });
    expect(client.view.get(CLUSTER).nodes).toContain('node-2');
  });

  it('a waiting command ends in virtual time and its output grows', async () => {
    const { client, frames } = await setUp(home);
    await apply(client);
    frames.pass(6000);
    await client.send({ line: 'kubectl set image ds/log-collector log-collector=fluentd:v2', by: 'hand' });
    const followed = client.send({ line: 'kubectl rollout status ds/log-collector', by: 'terminal' });
    await client.inspect('ds', 'default', 'log-collector'); // asked after it, so it has begun
    expect(client.history().at(-1)).toMatchObject({ running: true });
    frames.pass(40_000);
    const { stdout, exitCode } = await followed;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Waiting for daemon set');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('daemon set "log-collector" successfully rolled out');
    expect(client.history().at(-1)).toMatchObject({ running: false });
  });

  it('a refusal carries the server’s Status and leaves the cluster as it was', async () => {
    const { client } = await setUp(home);
    const { head } = client.playback.state();
    const files = { 'web.yaml': MANIFEST.replace('spec:', 'spec:\n  replicas: 3') };
    const result = await client.send({ line: 'kubectl apply -f web.yaml', files, by: 'editor' });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('strict decoding error: unknown field "spec.replicas"');
    expect(result.refusals).toMatchObject([{ reason: 'BadRequest', code: 400 }]);
    expect(client.playback.state().head).toBe(head);
  });
});
