import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../model/apps.ts';
import type { StatusCause } from '../status.ts';
import { deploymentStrategy as strategy } from './deployment.ts';
import { replicaSetStrategy } from './replicaset.ts';

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:v1' }] } };
const selector = { matchLabels: { app: 'web' } };

function draft(spec: object = {}, metadata: object = {}) {
  const json = { metadata: { name: 'web', namespace: 'default', ...metadata }, spec: { selector, template, ...spec } };
  return strategy.prepareForCreate(strategy.applyDefaults(strategy.decode(json, 'Strict')));
}

const stored = (spec: object = {}, metadata: object = {}): Deployment => {
  const made = draft(spec, { resourceVersion: '1', ...metadata });
  return made as unknown as Deployment;
};

const texts = (causes: readonly StatusCause[]) => causes.map(({ field, message }) => `${field}: ${message}`);
const problems = (spec: object) => texts(strategy.validateCreate(draft(spec)));

describe('SetDefaults_Deployment', () => {
  it('fills in one replica, a rolling update of a quarter, ten revisions and ten minutes', () => {
    expect(draft().spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    expect(draft({ replicas: 0, strategy: { type: 'Recreate' } }).spec).toMatchObject({
      replicas: 0,
      strategy: { type: 'Recreate' },
    });
    expect(draft({ strategy: { rollingUpdate: { maxSurge: 2 } } }).spec.strategy.rollingUpdate).toEqual({
      maxSurge: 2,
      maxUnavailable: '25%',
    });
  });

  it('SetDefaults_ReplicaSet: one replica, and no labels of the template since apps/v1', () => {
    const json = { metadata: { name: 'web' }, spec: { selector, template } };
    const made = replicaSetStrategy.applyDefaults(replicaSetStrategy.decode(json, 'Strict'));
    expect(made.spec.replicas).toBe(1);
    expect(made.metadata.labels).toBeUndefined();
  });
});

describe('ValidateDeploymentSpec', () => {
  it('numbers', () => {
    expect(problems({ replicas: -1, minReadySeconds: -2, revisionHistoryLimit: -3 })).toEqual([
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      'spec.minReadySeconds: Invalid value: -2: must be greater than or equal to 0',
      'spec.revisionHistoryLimit: Invalid value: -3: must be greater than or equal to 0',
    ]);
    expect(problems({ minReadySeconds: 10, progressDeadlineSeconds: 10 })).toEqual([
      'spec.progressDeadlineSeconds: Invalid value: 10: must be greater than minReadySeconds',
    ]);
  });

  it('strategies', () => {
    const rolling = (rollingUpdate: object) => problems({ strategy: { rollingUpdate } });
    const at = 'spec.strategy.rollingUpdate';
    expect(rolling({ maxSurge: 0, maxUnavailable: '0%' })).toEqual([
      `${at}.maxUnavailable: Invalid value: "0%": may not be 0 when \`maxSurge\` is 0`,
    ]);
    expect(rolling({ maxUnavailable: '101%', maxSurge: '300%' })).toEqual([
      `${at}.maxUnavailable: Invalid value: "101%": must not be greater than 100%`,
    ]);
    expect(problems({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } })).toEqual([
      `${at}: Forbidden: may not be specified when strategy \`type\` is 'Recreate'`,
    ]);
    expect(problems({ strategy: { type: 'OnDelete' } })).toEqual([
      'spec.strategy: Unsupported value: {"Type":"OnDelete","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
    ]);
  });

  it('selectors', () => {
    const mismatch =
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`';
    expect(problems({ selector: null })).toEqual(['spec.selector: Required value', mismatch]);
    expect(problems({ selector: {} })).toEqual([
      'spec.selector: Invalid value: {}: empty selector is invalid for deployment',
    ]);
    expect(problems({ selector: { matchLabels: { app: 'api' } } })).toEqual([mismatch]);
    const next = stored({ selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } });
    expect(texts(strategy.validateUpdate(next, stored()))).toEqual([
      'spec.selector: Invalid value: {"matchExpressions":[{"key":"app","operator":"Exists"}]}: field is immutable',
    ]);
  });

  it('Pods that may end', () => {
    const ending = { ...template, spec: { ...template.spec, restartPolicy: 'Never', activeDeadlineSeconds: 5 } };
    expect(problems({ template: ending })).toEqual([
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in ReplicaSet is not Supported',
    ]);
  });
});

it('ValidateDeploymentStatus: no part exceeds the whole, and collisions only grow', () => {
  const old = { ...stored(), status: { replicas: 1, collisionCount: 2 } };
  const status = { replicas: 1, updatedReplicas: 2, availableReplicas: 1, unavailableReplicas: -1 };
  expect(texts(strategy.validateUpdate({ ...old, status }, old))).toEqual([
    'status.unavailableReplicas: Invalid value: -1: must be greater than or equal to 0',
    'status.updatedReplicas: Invalid value: 2: cannot be greater than status.replicas',
    'status.availableReplicas: Invalid value: 1: cannot be greater than readyReplicas',
    'status.collisionCount: Invalid value: 0: cannot be decremented',
  ]);
});

it('the generation counts changes of the spec and of annotations, which ReplicaSets copy, but not of labels', () => {
  const old = stored();
  const generation = (next: Deployment) => strategy.prepareForUpdate(next, old).metadata.generation;
  expect(generation(stored())).toBe(1);
  expect(generation(stored({ paused: true }))).toBe(2);
  expect(generation(stored({}, { annotations: { a: 'b' } }))).toBe(2);
  expect(generation(stored({}, { labels: { a: 'b' } }))).toBe(1);
});

it('a status request may change annotations, where the revision is, but neither labels nor the spec', () => {
  const old = stored();
  const next = { ...stored({ replicas: 5 }, { annotations: { a: 'b' }, labels: { a: 'b' } }), status: { replicas: 1 } };
  const kept = strategy.prepareForStatusUpdate(next, old);
  expect(kept.spec).toBe(old.spec);
  expect(kept.status).toEqual({ replicas: 1 });
  expect(kept.metadata).toMatchObject({ annotations: { a: 'b' }, generation: 1 });
  expect(kept.metadata.labels).toBeUndefined();
});

it('a name that is no DNS label is warned of', () => {
  expect(strategy.warnings(draft({}, { name: 'web.v1' }))).toEqual([
    'metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]',
  ]);
});
