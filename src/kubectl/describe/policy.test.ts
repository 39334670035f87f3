import { describe, expect, it } from 'vitest';
import { testCluster } from '../../testing/test-cluster.ts';
import { runKubectl } from '../run.ts';

const MANIFEST = `
apiVersion: v1
kind: ResourceQuota
metadata: {name: q}
spec: {hard: {pods: 4, limits.memory: 1Gi}, scopes: [NotTerminating]}
---
apiVersion: v1
kind: LimitRange
metadata: {name: bounds}
spec: {limits: [{type: Container, max: {cpu: 1}, defaultRequest: {cpu: 100m}}]}
`;

function played() {
  const cluster = testCluster({ nodes: 0 });
  const run = (line: string, stdin?: string): string => {
    const { stdout, stderr } = runKubectl(line, { api: cluster.api, now: cluster.now, stdin });
    return stdout + stderr;
  };
  run('create -f -', MANIFEST);
  cluster.runUntil(cluster.now + 1000);
  return run;
}

describe('§15 kubectl and what limits others', () => {
  it('get shows quotas by request and limit, limit ranges by birth, classes by value', () => {
    const run = played();
    expect(run('get quota')).toBe(
      'NAME   REQUEST     LIMIT                  AGE\nq      pods: 0/4   limits.memory: 0/1Gi   1s\n',
    );
    expect(run('get limits')).toBe('NAME     CREATED AT\nbounds   2026-07-01T09:00:02Z\n');
    expect(run('get pc system-node-critical')).toBe(
      'NAME                   VALUE        GLOBAL-DEFAULT   AGE   PREEMPTIONPOLICY\nsystem-node-critical   2000001000   false            3s    PreemptLowerPriority\n',
    );
  });

  it('describe quota', () => {
    expect(played()('describe quota q')).toBe(`Name:       q
Namespace:  default
Scopes:     NotTerminating
 * Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.
Resource       Used  Hard
--------       ----  ----
limits.memory  0     1Gi
pods           0     4
`);
  });

  it('describe ns', () => {
    expect(played()('describe ns default')).toBe(`Name:         default
Labels:       kubernetes.io/metadata.name=default
Annotations:  <none>
Status:       Active

Resource Quotas
  Name:    q
  Scopes:  NotTerminating
  * Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.
  Resource       Used  Hard
  --------       ---   ---
  limits.memory  0     1Gi
  pods           0     4

Resource Limits
 Type       Resource  Min  Max  Default Request  Default Limit  Max Limit/Request Ratio
 ----       --------  ---  ---  ---------------  -------------  -----------------------
 Container  cpu       -    1    100m             1              -
`);
  });
});
