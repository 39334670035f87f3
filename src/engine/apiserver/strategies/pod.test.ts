import { describe, expect, it } from 'vitest';
import type { Pod } from '../../model/core.ts';
import type { Draft } from '../../model/kinds.ts';
import type { StatusCause } from '../status.ts';
import { podStrategy as strategy } from './pod.ts';

function draftOf(spec: object, metadata: object = {}): Draft<'Pod'> {
  const json = { metadata: { name: 'web-1', namespace: 'default', ...metadata }, spec };
  return strategy.prepareForCreate(strategy.applyDefaults(strategy.decode(json, 'Strict')));
}
const container = { name: 'app', image: 'nginx:1.27' };
const stored = (spec: object): Pod => {
  const draft = draftOf(spec);
  return { ...draft, metadata: { ...draft.metadata, uid: 'u', resourceVersion: '1' } } as Pod;
};
const texts = (causes: readonly StatusCause[]) => causes.map(({ field, message }) => `${field}: ${message}`);
const problems = (spec: object, metadata?: object) => texts(strategy.validateCreate(draftOf(spec, metadata)));
const changed = (old: Pod, spec: object): string[] => {
  const next = strategy.prepareForUpdate({ ...old, spec: { ...old.spec, ...spec } }, old);
  return texts(strategy.validateUpdate(next, old));
};

describe('§7.1 defaults of a Pod', () => {
  it('§7.1 copies limits to requests, and container ports to the host in its network', () => {
    const ports = [{ containerPort: 80 }];
    const resources = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } };
    const { spec } = draftOf({ hostNetwork: true, containers: [{ ...container, ports, resources }] });
    expect(spec.containers[0]?.resources?.requests).toEqual({ cpu: '500m', memory: '1Gi' });
    expect(spec.containers[0]?.ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]);
    expect(spec.enableServiceLinks).toBe(true);
  });

  it('§7.1 rounds amounts up to thousandths', () => {
    const { spec } = draftOf({ containers: [{ ...container, resources: { requests: { cpu: '100u' } } }] });
    expect(spec.containers[0]?.resources?.requests).toEqual({ cpu: '1m' });
  });

  it('§9.1 shares what pods of one template have in common', () => {
    const template = draftOf({ containers: [{ ...container, resources: { limits: { cpu: '1' } } }] }).spec;
    const [a, b] = [1, 2].map(() =>
      strategy.applyDefaults({ ...draftOf({ containers: [container] }), spec: { ...template } }),
    );
    expect(a?.spec.containers).toBe(b?.spec.containers);
  });

  it('§7.2 starts Pending at generation 1 with its class', () => {
    expect(draftOf({ containers: [container] })).toMatchObject({
      metadata: { generation: 1 },
      status: { phase: 'Pending', qosClass: 'BestEffort' },
    });
    const full = { limits: { cpu: '1', memory: '1Gi' } };
    expect(draftOf({ containers: [{ ...container, resources: full }] }).status).toMatchObject({
      qosClass: 'Guaranteed',
    });
    const some = { requests: { cpu: '1' } };
    expect(draftOf({ containers: [{ ...container, resources: some }] }).status).toMatchObject({
      qosClass: 'Burstable',
    });
  });
});

describe('§7.5 rules of a Pod', () => {
  it('§7.5 refuses blanks around an image, which a template may have', () => {
    expect(problems({ containers: [{ ...container, image: ' nginx' }] })).toEqual([
      'spec.containers[0].image: Invalid value: " nginx": must not have leading or trailing whitespace',
    ]);
  });

  it('§7.5 checks what differs although the rest has passed before', () => {
    const good = draftOf({ containers: [container] });
    expect(strategy.validateCreate(good)).toEqual([]);
    const bad = {
      ...good,
      spec: { ...good.spec, nodeName: 'Bad_Name', tolerations: [{ effect: 'Never', operator: 'Exists' }] },
    };
    expect(texts(strategy.validateCreate(bad))).toHaveLength(2);
    const worse = { ...good, spec: { ...good.spec, restartPolicy: 'Sometimes' } };
    expect(texts(strategy.validateCreate(worse))).toEqual([
      'spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
    ]);
  });

  it('§7.5 names the mistakes that students make', () => {
    const bad = {
      ...container,
      ports: [{ containerPort: 80, hostPort: 81 }],
      volumeMounts: [{ name: 'logs', mountPath: '/l' }],
      resources: { requests: { gpu: '1' } },
    };
    const spec = { hostNetwork: true, containers: [bad] };
    expect(problems(spec)).toEqual([
      'spec.containers[0].volumeMounts[0].name: Not found: "logs"',
      'spec.containers[0].resources.requests[gpu]: Invalid value: "gpu": must be a standard resource type or fully qualified',
      'spec.containers[0].resources.requests[gpu]: Invalid value: "gpu": must be a standard resource for containers',
      'spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true',
    ]);
  });

  it('§7.5 wants one owner in control at most', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'a', uid: 'u', controller: true };
    const [problem] = problems({ containers: [container] }, { ownerReferences: [owner, { ...owner, name: 'b' }] });
    expect(problem).toContain(
      'Only one reference can have Controller set to true. Found "true" in references for DaemonSet/a and DaemonSet/b',
    );
  });
});

describe('§7.5 updates of a Pod', () => {
  const tolerations = [{ key: 'a', operator: 'Exists', effect: 'NoExecute' }];

  it('§7.5 allows images, a nearer deadline and more tolerations', () => {
    const old = stored({ containers: [container], tolerations });
    const more = [
      { ...tolerations[0], tolerationSeconds: 5 },
      { key: 'b', operator: 'Exists' },
    ];
    const containers = [{ ...old.spec.containers[0], image: 'nginx:1.28' }];
    expect(changed(old, { containers, tolerations: more, activeDeadlineSeconds: 9 })).toEqual([]);
  });

  it('§7.5 forbids any other change of the spec', () => {
    const old = stored({ containers: [container], tolerations });
    expect(changed(old, { nodeName: 'node-1' })[0]).toMatch(
      /^spec: Forbidden: pod updates may not change fields other than/,
    );
    expect(changed(old, { tolerations: [] })).toEqual([
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ]);
    expect(changed(old, { containers: [] })).toContain(
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    );
  });

  it('§7.2 counts changes of the spec only', () => {
    const old = stored({ containers: [container] });
    const labelled = { ...old, metadata: { ...old.metadata, labels: { a: 'b' } } };
    expect(strategy.prepareForUpdate(labelled, old).metadata.generation).toBe(1);
    const imaged = { ...old, spec: { ...old.spec, activeDeadlineSeconds: 5 } };
    expect(strategy.prepareForUpdate(imaged, old).metadata.generation).toBe(2);
  });

  it('§7.5 finalizers may only go while the Pod is on its way out', () => {
    const draft = stored({ containers: [container] });
    const old: Pod = { ...draft, metadata: { ...draft.metadata, deletionTimestamp: '2026-07-01T09:00:00Z' } };
    const next = { ...old, metadata: { ...old.metadata, finalizers: ['example.com/x'] } };
    expect(texts(strategy.validateUpdate(next, old))).toEqual([
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/x"}',
    ]);
  });
});
