import { describe, expect, it } from 'vitest';
import type { DaemonSet } from '../../model/apps.ts';
import type { StatusCause } from '../status.ts';
import { daemonSetStrategy as strategy, templateGenerationAnnotation } from './daemonset.ts';

interface Changes {
  readonly metadata?: object;
  readonly spec?: object;
  readonly template?: object;
  readonly pod?: object;
  readonly container?: object;
}

function manifest({ metadata, spec, template, pod, container }: Changes = {}): unknown {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'web', namespace: 'default', ...metadata },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        ...template,
        spec: { containers: [{ name: 'app', image: 'nginx:1.27', ...container }], ...pod },
      },
      ...spec,
    },
  };
}

const submitted = (changes?: Changes) => strategy.applyDefaults(strategy.decode(manifest(changes), 'Strict'));
const created = (changes?: Changes) => strategy.prepareForCreate(submitted(changes));

function stored(changes?: Changes): DaemonSet {
  const draft = created(changes);
  const identity = { uid: 'u', resourceVersion: '1', creationTimestamp: '2026-07-01T09:00:00Z' };
  return { ...draft, metadata: { ...draft.metadata, ...identity } } as DaemonSet;
}

const texts = (causes: readonly StatusCause[]) => causes.map(({ field, message }) => `${field}: ${message}`);
const problems = (changes: Changes) => texts(strategy.validateCreate(created(changes)));

function updated(old: DaemonSet, changes: Changes): DaemonSet {
  const draft = submitted(changes);
  return strategy.prepareForUpdate({ ...draft, metadata: { ...old.metadata, ...draft.metadata } } as DaemonSet, old);
}

describe('§7.1 defaults of a DaemonSet', () => {
  it('§7.1 fills in strategy, history and the pod template', () => {
    const { spec } = submitted();
    expect(spec).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
      template: { spec: { restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', terminationGracePeriodSeconds: 30 } },
    });
    expect(spec.template.spec.containers[0]).toMatchObject({ imagePullPolicy: 'IfNotPresent', resources: {} });
  });

  it('§7.1 sets maxUnavailable 1 also beside maxSurge, and nothing for OnDelete', () => {
    const surge = submitted({ spec: { updateStrategy: { rollingUpdate: { maxSurge: 1 } } } });
    expect(surge.spec.updateStrategy.rollingUpdate).toEqual({ maxUnavailable: 1, maxSurge: 1 });
    const onDelete = submitted({ spec: { updateStrategy: { type: 'OnDelete' } } });
    expect(onDelete.spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });

  it('§7.1 leaves requests and host ports to the Pod', () => {
    const limits = { resources: { limits: { cpu: '1' } }, ports: [{ containerPort: 80 }] };
    const [container] = submitted({ container: limits, pod: { hostNetwork: true } }).spec.template.spec.containers;
    expect(container?.resources).toEqual({ limits: { cpu: '1' } });
    expect(container?.ports).toEqual([{ containerPort: 80, protocol: 'TCP' }]);
  });

  it('§7.1 returns what has its defaults as it is', () => {
    const once = submitted({ container: { readinessProbe: { httpGet: { port: 80 } }, env: [{ name: 'A' }] } });
    expect(strategy.applyDefaults(once)).toBe(once);
  });
});

describe('§7.2 generations of a DaemonSet', () => {
  it('§7.2 starts both at 1 and empties the status', () => {
    const draft = created({ metadata: { generation: 9 } });
    expect(draft.metadata.generation).toBe(1);
    expect(draft.metadata.annotations?.[templateGenerationAnnotation]).toBe('1');
    expect(draft.status).toEqual({
      currentNumberScheduled: 0,
      desiredNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
    });
  });

  it('§7.2 counts a new template twice, another change once, metadata never', () => {
    const old = stored();
    const counts = (changes: Changes) => {
      const { generation, annotations } = updated(old, changes).metadata;
      return [generation, annotations?.[templateGenerationAnnotation]];
    };
    expect(counts({ container: { image: 'nginx:1.28' } })).toEqual([2, '2']);
    expect(counts({ spec: { minReadySeconds: 5 } })).toEqual([2, '1']);
    expect(counts({ metadata: { labels: { a: 'b' } } })).toEqual([1, '1']);
    expect(counts({ metadata: { annotations: { [templateGenerationAnnotation]: '41' } } })).toEqual([1, '1']);
  });

  it('§7.2 keeps the status in an update, and all else in a status update', () => {
    const old = stored();
    const status = { ...old.status, numberReady: 3 };
    expect(updated(old, {}).status).toBe(old.status);
    const next = strategy.prepareForStatusUpdate({ ...old, spec: { ...old.spec, minReadySeconds: 9 }, status }, old);
    expect(next.spec).toBe(old.spec);
    expect(next.status).toBe(status);
    expect(strategy.prepareForStatusUpdate(old, old)).toBe(old);
  });

  it('§7.2 returns an update that changes nothing as it is', () => {
    const old = stored();
    expect(strategy.prepareForUpdate(old, old)).toBe(old);
  });

  it('§7.2 refuses a template generation that is no number', () => {
    const annotations = { [templateGenerationAnnotation]: 'x' };
    expect(() => strategy.decode(manifest({ metadata: { annotations } }), 'Strict')).toThrow(
      'cannot be handled as a DaemonSet: strconv.ParseInt: parsing "x": invalid syntax',
    );
  });
});

describe('§7.4 rules of a DaemonSet', () => {
  it('§7.4 wants a selector that selects the template', () => {
    expect(problems({ spec: { selector: undefined } })).toEqual([
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ]);
    expect(problems({ spec: { selector: { matchLabels: {} } } })).toEqual([
      'spec.selector: Invalid value: {}: empty selector is invalid for daemonset',
    ]);
  });

  it('§7.4 refuses budgets that contradict each other', () => {
    const budgets = (rollingUpdate: object) => problems({ spec: { updateStrategy: { rollingUpdate } } });
    expect(budgets({ maxSurge: 1 })).toEqual([
      'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
    ]);
    expect(budgets({ maxUnavailable: '0%' })).toEqual([
      'spec.updateStrategy.rollingUpdate.maxUnavailable: Required value: cannot be 0 when maxSurge is 0',
    ]);
    expect(budgets({ maxUnavailable: '150%' })).toEqual([
      'spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "150%": must not be greater than 100%',
    ]);
    expect(budgets({ maxUnavailable: 1000 })).toEqual([]);
  });

  it('§7.4 shows an unknown strategy with both budgets', () => {
    const updateStrategy = { type: 'Recreate', rollingUpdate: { maxUnavailable: '10%' } };
    expect(problems({ spec: { updateStrategy } })).toEqual([
      'spec.updateStrategy: Unsupported value: {"Type":"Recreate","RollingUpdate":{"MaxUnavailable":"10%","MaxSurge":0}}: supported values: "RollingUpdate", "OnDelete"',
    ]);
  });

  it('§7.4 wants pods that never end', () => {
    expect(problems({ pod: { restartPolicy: 'Never', activeDeadlineSeconds: 5 } })).toEqual([
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
      'spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in DaemonSet is not Supported',
    ]);
  });

  it('§21.6 names the immutable selector before what else is wrong with it', () => {
    const old = stored();
    const next = updated(old, { spec: { selector: { matchLabels: { app: 'b' } } } });
    expect(texts(strategy.validateUpdate(next, old))).toEqual([
      'spec.selector: Invalid value: {"matchLabels":{"app":"b"}}: field is immutable',
      'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ]);
  });

  it('§7.4 refuses negative counts in a status', () => {
    const old = stored();
    const next = strategy.prepareForStatusUpdate({ ...old, status: { ...old.status, numberReady: -1 } }, old);
    expect(texts(strategy.validateUpdate(next, old))).toEqual([
      'status.numberReady: Invalid value: -1: must be greater than or equal to 0',
    ]);
  });

  it('§21.7 warns of what it accepts to many a surprise', () => {
    const container = {
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
      resources: { requests: { memory: '100m' } },
    };
    const draft = created({ container, pod: { nodeSelector: { 'beta.kubernetes.io/os': 'linux' } } });
    expect(strategy.validateCreate(draft)).toEqual([]);
    expect(strategy.warnings(draft)).toEqual([
      'spec.template.spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use "kubernetes.io/os" instead',
      'spec.template.spec.containers[0].resources.requests[memory]: fractional byte value "100m" is invalid, must be an integer',
      'spec.template.spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply',
    ]);
  });
});
