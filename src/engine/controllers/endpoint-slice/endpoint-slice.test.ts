import { describe, expect, it } from 'vitest';
import { logCollector, testCluster } from '../../../testing/test-cluster.ts';
import type { Cluster } from '../../cluster.ts';
import type { Endpoint, EndpointSlice, ServiceSpec } from '../../model/network.ts';
import { MAX_ENDPOINTS, planSlices } from './plan-slices.ts';

function withService(spec: Partial<ServiceSpec>, nodes = 3): Cluster {
  const cluster = testCluster({ nodes });
  cluster.api.create('DaemonSet', logCollector());
  cluster.api.create('Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'logs', namespace: 'default' },
    spec: { selector: { app: 'log-collector' }, ports: [{ port: 80 }], ...spec },
  });
  cluster.runUntil(20_000);
  return cluster;
}

const slices = (cluster: Cluster) =>
  [...cluster.state.all('EndpointSlice').values()].filter(({ metadata }) => metadata.name !== 'kubernetes');

describe('Services', () => {
  it('SetDefaults_Service: type, affinity, protocol, target port; an address of its own', () => {
    const cluster = withService({ type: 'NodePort' });
    const { spec } = cluster.api.get('Service', { name: 'logs' });
    expect(spec).toMatchObject({
      type: 'NodePort',
      sessionAffinity: 'None',
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
    });
    expect(spec.clusterIP).toMatch(/^10\.(9[6-9]|10\d|11[01])\.\d+\.\d+$/);
    expect(spec.clusterIPs).toEqual([spec.clusterIP]);
    expect(spec.ports?.[0]?.nodePort).toBeGreaterThanOrEqual(30_000);
    const ports = [{ port: 81 }];
    cluster.api.patch('Service', { name: 'logs' }, { type: 'merge', body: { spec: { ports, type: 'ClusterIP' } } });
    expect(cluster.api.get('Service', { name: 'logs' }).spec.clusterIP).toBe(spec.clusterIP);
  });

  it('ValidateService: ports, names and what may not change', () => {
    expect(() => withService({ ports: [] })).toThrow('Service "logs" is invalid: spec.ports: Required value');
    expect(() => withService({ ports: [{ port: 80 }, { port: 80 }] })).toThrow('spec.ports[0].name: Required value');
    expect(() => withService({ clusterIP: '10.96.0.1' })).toThrow(
      'spec.clusterIPs: Invalid value: ["10.96.0.1"]: failed to allocate IP 10.96.0.1: provided IP is already allocated',
    );
    const cluster = withService({});
    const change = { type: 'merge', body: { spec: { clusterIP: '10.96.7.7', clusterIPs: ['10.96.7.7'] } } } as const;
    expect(() => cluster.api.patch('Service', { name: 'logs' }, change)).toThrow(
      'spec.clusterIPs[0]: Invalid value: ["10.96.7.7"]: may not change once set',
    );
  });
});

describe('the EndpointSlice controller', () => {
  it('lists the Pods that the selector takes, and follows them', () => {
    const cluster = withService({});
    const [slice] = slices(cluster);
    expect(slice).toMatchObject({
      addressType: 'IPv4',
      ports: [{ name: '', port: 80, protocol: 'TCP' }],
      metadata: {
        labels: {
          'kubernetes.io/service-name': 'logs',
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        },
      },
    });
    expect(slice?.endpoints.map(({ nodeName }) => nodeName).sort()).toEqual(['node-1', 'node-2', 'node-3']);
    expect(slice?.endpoints[0]?.conditions).toEqual({ ready: true, serving: true, terminating: false });
    const spec = { selector: { app: 'other' } };
    cluster.api.patch('Service', { name: 'logs' }, { type: 'merge', body: { spec } });
    cluster.runUntil(cluster.now + 1000);
    expect(slices(cluster)).toMatchObject([{ endpoints: [], ports: [] }]);
    cluster.api.delete('Service', { name: 'logs' });
    cluster.runUntil(cluster.now + 1000);
    expect(slices(cluster)).toEqual([]);
  });

  const endpoint = (n: number): Endpoint => ({
    addresses: [`10.1.0.${n}`],
    targetRef: { kind: 'Pod', name: `p${n}`, uid: `uid-${n}` },
  });
  const endpoints = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => endpoint(from + i));
  const slice = (name: string, held: readonly Endpoint[]): EndpointSlice => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: '', labels: {} },
    addressType: 'IPv4',
    endpoints: held,
    ports: [],
  });

  it('reconcileByPortMapping: at most a hundred in a slice; who has a place keeps it', () => {
    const fresh = planSlices([{ ports: [], endpoints: endpoints(0, 250) }], [], {});
    expect(fresh.create.map((one) => one.endpoints.length)).toEqual([MAX_ENDPOINTS, MAX_ENDPOINTS, 50]);
    const [full, half] = [slice('full', endpoints(0, 100)), slice('half', endpoints(100, 150))];
    const more = planSlices([{ ports: [], endpoints: endpoints(0, 151) }], [full, half], {});
    expect(more.create).toEqual([]);
    expect(more.update.map(({ slice: one, content }) => [one, content.endpoints.length])).toEqual([[half, 51]]);
    const fewer = planSlices([{ ports: [], endpoints: endpoints(100, 150) }], [full, half], {});
    expect(fewer).toEqual({ create: [], update: [], remove: [full] });
  });
});
