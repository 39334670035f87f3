import { describe, expect, it } from 'vitest';
import { testCluster } from '../../testing/test-cluster.ts';
import type { Cluster } from '../cluster.ts';
import type { ServiceSpec } from '../model/network.ts';

function make(cluster: Cluster, name: string, spec: Partial<ServiceSpec>): ServiceSpec {
  const draft = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' } } as const;
  return cluster.api.create('Service', { ...draft, spec: { ports: [{ port: 80 }], ...spec } }).spec;
}

function change(cluster: Cluster, name: string, spec: object): ServiceSpec {
  return cluster.api.patch('Service', { name }, { type: 'merge', body: { spec } }).spec;
}

describe('addresses and ports of Services', () => {
  it('patchAllocatedValues: an update that leaves them out keeps them', () => {
    const cluster = testCluster({ nodes: 0 });
    const { clusterIP, ports } = make(cluster, 'web', { type: 'NodePort' });
    const nodePort = ports?.[0]?.nodePort;
    expect(change(cluster, 'web', { ports: [{ port: 80, name: 'http' }] })).toMatchObject({
      clusterIP,
      ports: [{ nodePort, name: 'http' }],
    });
  });

  it('allocUpdate and dropTypeDependentFields: another type gets what it needs, and gives the rest back', () => {
    const cluster = testCluster({ nodes: 0 });
    make(cluster, 'web', {});
    const [port] = change(cluster, 'web', { type: 'NodePort' }).ports ?? [];
    expect(port?.nodePort).toBeGreaterThanOrEqual(30_000);
    expect(change(cluster, 'web', { type: 'ClusterIP' }).ports?.[0]?.nodePort).toBeUndefined();
    const external = change(cluster, 'web', { type: 'ExternalName', externalName: 'example.com' });
    expect(external.clusterIP).toBeUndefined();
    expect(change(cluster, 'web', { type: 'ClusterIP' }).clusterIP).toMatch(/^10\./);
  });

  it('refuses what is taken or out of range', () => {
    const cluster = testCluster({ nodes: 0 });
    make(cluster, 'web', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] });
    expect(() => make(cluster, 'two', { type: 'NodePort', ports: [{ port: 80, nodePort: 30_080 }] })).toThrow(
      'spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    );
    expect(() => make(cluster, 'two', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] })).toThrow(
      'provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
    expect(() => make(cluster, 'two', { clusterIP: '192.168.0.1' })).toThrow(
      'failed to allocate IP 192.168.0.1: the provided IP (192.168.0.1) is not in the valid range',
    );
  });

  it('headless Services have no address; without a selector they are for both families', () => {
    const cluster = testCluster({ nodes: 0 });
    expect(make(cluster, 'a', { clusterIP: 'None' })).toMatchObject({
      clusterIPs: ['None'],
      ipFamilyPolicy: 'RequireDualStack',
      ipFamilies: ['IPv4', 'IPv6'],
    });
    expect(make(cluster, 'b', { clusterIP: 'None', selector: { app: 'b' } }).ipFamilyPolicy).toBe('SingleStack');
  });
});
