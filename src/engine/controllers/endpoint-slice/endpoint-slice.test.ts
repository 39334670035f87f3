import { describe, expect, it } from 'vitest';
import { testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import type { EndpointSlice, ServiceSpec } from '../../model/network.ts';
import { planSlices } from './plan-slices.ts';

function service(cluster: Cluster, spec: ServiceSpec, name = 'web') {
  return cluster.api.create('Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec,
  });
}

function pods(cluster: Cluster, count: number): void {
  for (let n = 1; n <= count; n += 1) {
    cluster.api.create('Pod', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `web-${n}`, namespace: 'default', labels: { app: 'web' } },
      spec: { nodeName: `node-${n}`, containers: [{ name: 'web', image: 'web:v1' }] },
    });
  }
}

function slicesOf(cluster: Cluster, name = 'web'): readonly EndpointSlice[] {
  return cluster.api
    .list('EndpointSlice', { namespace: 'default' })
    .items.filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name);
}

describe('endpointslice reconciler', () => {
  it('follows Pods as they turn ready and go, and goes with its Service', () => {
    const cluster = testCluster();
    service(cluster, { selector: { app: 'web' }, ports: [{ port: 80 }] });
    cluster.runUntil(cluster.now + 100);
    expect(slicesOf(cluster)).toMatchObject([{ endpoints: [], ports: [] }]);
    pods(cluster, 2);
    cluster.runUntil(cluster.now + 5000);
    const [slice] = slicesOf(cluster);
    expect(slice?.metadata.name).toMatch(/^web-\w{5}$/);
    expect(slice?.ports).toEqual([{ name: '', port: 80, protocol: 'TCP' }]);
    expect(slice?.endpoints.map(({ conditions }) => conditions)).toEqual([
      { ready: true, serving: true, terminating: false },
      { ready: true, serving: true, terminating: false },
    ]);
    cluster.api.delete('Pod', { namespace: 'default', name: 'web-1' });
    cluster.runUntil(cluster.now + 50);
    expect(slicesOf(cluster)[0]?.endpoints[0]?.conditions).toEqual({ ready: false, serving: true, terminating: true });
    cluster.runUntil(cluster.now + 5000);
    expect(slicesOf(cluster)[0]?.endpoints).toHaveLength(1);
    cluster.api.delete('Service', { namespace: 'default', name: 'web' }, { propagationPolicy: 'Background' });
    cluster.runUntil(cluster.now + 1000);
    expect(slicesOf(cluster)).toEqual([]);
  });

  it('puts a hundred endpoints in a slice and touches only slices that change', () => {
    const ports = [{ name: '', port: 80, protocol: 'TCP' }];
    const endpoints = Array.from({ length: 150 }, (_, i) => ({ addresses: [`10.1.0.${i}`] }));
    const { create } = planSlices([], [{ ports, endpoints }]);
    expect(create.map((group) => group.endpoints.length)).toEqual([100, 50]);
    const slices = create.map((group, i) => ({ ...group, metadata: { name: `s${i}` } }) as unknown as EndpointSlice);
    const plan = planSlices(slices, [{ ports, endpoints: endpoints.slice(0, 149) }]);
    expect(plan.create).toEqual([]);
    expect(plan.update.map(({ metadata }) => metadata.name)).toEqual(['s1']);
    expect(plan.remove).toEqual([]);
  });
});

describe('service storage', () => {
  it('gives each Service an address of its own, which stays', () => {
    const cluster = testCluster({ nodes: 0 });
    const [a, b] = [service(cluster, { ports: [{ port: 80 }] }, 'a'), service(cluster, { ports: [{ port: 80 }] }, 'b')];
    expect(a.spec).toMatchObject({
      type: 'ClusterIP',
      clusterIP: expect.stringMatching(/^10\.(9[6-9]|10\d|11[01])\./),
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    });
    expect(b.spec.clusterIP).not.toBe(a.spec.clusterIP);
    expect(() => service(cluster, { clusterIP: a.spec.clusterIP, ports: [{ port: 80 }] }, 'c')).toThrow(
      `Service "c" is invalid: spec.clusterIPs: Invalid value: ["${a.spec.clusterIP}"]: failed to allocate IP ${a.spec.clusterIP}: provided IP is already allocated`,
    );
  });

  it('asks for ports and for their names', () => {
    const cluster = testCluster({ nodes: 0 });
    expect(() => service(cluster, {})).toThrow('Service "web" is invalid: spec.ports: Required value');
    expect(() => service(cluster, { ports: [{ port: 80 }, { port: 81 }] })).toThrow(
      'Service "web" is invalid: [spec.ports[0].name: Required value, spec.ports[1].name: Required value]',
    );
    expect(() => service(cluster, { clusterIP: 'None' })).not.toThrow();
  });
});
