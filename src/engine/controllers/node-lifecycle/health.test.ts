import { describe, expect, it } from 'vitest';
import { testCluster } from '../../../testing/test-cluster.ts';
import { millisOf } from '../../time/millis.ts';

describe('§10.1 a node that falls silent', () => {
  it.each([0, 1, 2, 3, 4])('§10.1 is Ready for 50 s after it was last heard, Unknown two looks later (%i)', (n) => {
    const cluster = testCluster({ nodes: 3 });
    cluster.runUntil(120_000 + n * 2100);
    cluster.world.stopKubelet('node-2');
    const { renewTime = '' } = cluster.api.get('Lease', { namespace: 'kube-node-lease', name: 'node-2' }).spec;
    const heard = millisOf(renewTime); // cut to a second
    const ready = () =>
      cluster.api.get('Node', { name: 'node-2' }).status.conditions?.find(({ type }) => type === 'Ready');
    cluster.runUntil(heard + 50_000);
    expect(ready()?.status).toBe('True');
    // It was heard at a look of the controller at most 5 s after it spoke; the look that misses it is as late again.
    cluster.runUntil(heard + 1000 + 60_000);
    expect(ready()).toMatchObject({ status: 'Unknown', reason: 'NodeStatusUnknown' });
  });
});
