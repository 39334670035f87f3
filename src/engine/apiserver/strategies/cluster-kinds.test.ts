import { describe, expect, it } from 'vitest';
import type { Node } from '../../model/core.ts';
import type { StatusCause } from '../status.ts';
import { controllerRevisionStrategy } from './controller-revision.ts';
import { eventStrategy } from './event.ts';
import { namespaceStrategy } from './namespace.ts';
import { nodeStrategy } from './node.ts';

const texts = (causes: readonly StatusCause[]) => causes.map(({ field, message }) => `${field}: ${message}`);
const node = (spec: object, rest: object = {}) =>
  nodeStrategy.decode({ metadata: { name: 'n' }, spec, ...rest }, 'Strict');

describe('§10.3 nodes', () => {
  it('§10.3 refuses two taints of one key and effect, and unknown effects', () => {
    const taint = { key: 'a', value: 'b', effect: 'NoSchedule' };
    expect(texts(nodeStrategy.validateCreate(node({ taints: [taint, { ...taint, value: 'c' }] })))).toEqual([
      'metadata.taints[1]: Duplicate value: {"Key":"a","Value":"c","Effect":"NoSchedule","TimeAdded":null}: taints must be unique by key and effect pair',
    ]);
    expect(texts(nodeStrategy.validateCreate(node({ taints: [{ key: 'a', effect: 'Never' }, { key: 'a' }] })))).toEqual(
      [
        'metadata.taints[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
        'metadata.taints[1].effect: Required value',
      ],
    );
  });

  it('§10.3 refuses namespaces and amounts below zero', () => {
    const draft = nodeStrategy.decode(
      { metadata: { name: 'n', namespace: 'x' }, status: { capacity: { cpu: '-1' } } },
      'Strict',
    );
    expect(texts(nodeStrategy.validateCreate(draft))).toEqual([
      'metadata.namespace: Forbidden: not allowed on this type',
      'status.capacity.cpu: Invalid value: "-1": must be greater than or equal to 0',
    ]);
  });

  it('§10.3 makes all capacity allocatable unless told otherwise', () => {
    const draft = nodeStrategy.applyDefaults(node({}, { status: { capacity: { cpu: '2' } } }));
    expect(draft.status).toMatchObject({ allocatable: { cpu: '2' } });
    expect(nodeStrategy.applyDefaults(draft)).toBe(draft);
  });

  it('§10.3 keeps the status in an update of the spec', () => {
    const old = { ...node({}), metadata: { name: 'n', uid: 'u', resourceVersion: '1' } } as Node;
    const next = nodeStrategy.prepareForUpdate(
      { ...old, spec: { unschedulable: true }, status: { capacity: {} } },
      old,
    );
    expect(next.status).toBe(old.status);
    expect(nodeStrategy.validateUpdate(next, old)).toEqual([]);
  });
});

describe('§7.4 namespaces', () => {
  it('§7.4 labels a namespace with its name and starts it active', () => {
    const draft = namespaceStrategy.applyDefaults(namespaceStrategy.decode({ metadata: { name: 'demo' } }, 'Strict'));
    expect(namespaceStrategy.prepareForCreate(draft)).toMatchObject({
      metadata: { labels: { 'kubernetes.io/metadata.name': 'demo' } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  });

  it('§7.4 allows no dots in its name', () => {
    const draft = namespaceStrategy.decode({ metadata: { name: 'a.b' } }, 'Strict');
    expect(texts(namespaceStrategy.validateCreate(draft))).toEqual([
      'metadata.name: Invalid value: "a.b": must not contain dots',
    ]);
  });
});

describe('§2.7 events', () => {
  it('§2.7 live beside their object', () => {
    const event = (namespace: string) =>
      eventStrategy.decode({ metadata: { name: 'e', namespace: 'default' }, involvedObject: { namespace } }, 'Strict');
    expect(eventStrategy.validateCreate(event('default'))).toEqual([]);
    expect(eventStrategy.validateCreate(event(''))).toEqual([]);
    expect(texts(eventStrategy.validateCreate(event('other')))).toEqual([
      'involvedObject.namespace: Invalid value: "other": does not match event.namespace',
    ]);
  });
});

describe('§6.1 controller revisions', () => {
  it('§6.1 hold data that never changes', () => {
    const json = {
      metadata: { name: 'r', namespace: 'default', resourceVersion: '1' },
      data: { spec: 1 },
      revision: 1,
    };
    const draft = controllerRevisionStrategy.decode(json, 'Strict');
    const old = draft as Parameters<typeof controllerRevisionStrategy.validateUpdate>[1];
    expect(controllerRevisionStrategy.validateUpdate({ ...old, revision: 2 }, old)).toEqual([]);
    expect(texts(controllerRevisionStrategy.validateUpdate({ ...old, data: { spec: 2 } }, old))).toEqual([
      'data: Invalid value: {"spec":2}: field is immutable',
    ]);
    expect(texts(controllerRevisionStrategy.validateCreate({ ...draft, data: undefined }))).toEqual([
      'data: Required value: data is mandatory',
    ]);
  });
});
