import { describe, expect, it } from 'vitest';
import { logCollector, testCluster } from '../../testing/test-cluster.ts';
import type { Draft } from '../model/kinds.ts';

/** What users send is JSON: the engine's types name only the fields that it reads. */
function withSecurity(securityContext: object): Draft<'DaemonSet'> {
  const draft = logCollector();
  const { template } = draft.spec;
  const containers = template.spec.containers.map((container) => ({ ...container, securityContext }));
  return { ...draft, spec: { ...draft.spec, template: { ...template, spec: { ...template.spec, containers } } } };
}

describe('§7.1 privileged containers', () => {
  it('§7.1 are allowed, as in kubeadm’s clusters, and run', () => {
    const cluster = testCluster({ nodes: 1 });
    cluster.api.create('DaemonSet', withSecurity({ privileged: true }));
    cluster.runUntil(cluster.now + 10_000);
    expect(cluster.api.list('Pod').items.map(({ status }) => status.phase)).toEqual(['Running']);
  });

  it('§7.1 their other faults are refused', () => {
    const cluster = testCluster({ nodes: 1 });
    const manifest = withSecurity({ privileged: true, allowPrivilegeEscalation: false });
    expect(() => cluster.api.create('DaemonSet', manifest)).toThrow(
      /securityContext: Invalid value: .*: cannot set `allowPrivilegeEscalation` to false and `privileged` to true$/,
    );
  });
});
