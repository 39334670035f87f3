/** Defaults of containers. Follows SetDefaults_Container and its kin in pkg/apis/core/v1/defaults.go (§7.1). */
import type { Container, ResourceRequirements } from '../../model/core.ts';
import type { QuantityText, ResourceList } from '../../model/meta.ts';
import { Quantity } from '../../model/quantity.ts';
import type { ContainerFields, EnvVar, Handler, HttpGet, Probe } from '../validation/pod-fields.ts';
import { fill, mapItems, memoised, withMember } from './fill.ts';
import { defaultPullPolicy } from './image-name.ts';

const probeDefaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const httpGetDefaults: Partial<HttpGet> = { path: '/', scheme: 'HTTP' };

/** As in a template. */
export const defaultContainers = memoised((containers: readonly ContainerFields[]): readonly ContainerFields[] =>
  mapItems(containers, defaultContainer),
);

/** As in a Pod: requests follow limits. */
export const defaultPodContainers = memoised((containers: readonly ContainerFields[]): readonly ContainerFields[] =>
  mapItems(defaultContainers(containers), requestLimits),
);

/** As in a Pod on the host's network: the container's ports are the host's. */
export const defaultHostContainers = memoised((containers: readonly ContainerFields[]): readonly ContainerFields[] =>
  mapItems(defaultPodContainers(containers), exposePorts),
);

function defaultContainer(container: ContainerFields): ContainerFields {
  const { ports, env, lifecycle } = container;
  let next = fill(container, {
    imagePullPolicy: container.imagePullPolicy || defaultPullPolicy(container.image ?? ''),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    resources: {},
  });
  if (ports)
    next = withMember(
      next,
      'ports',
      mapItems(ports, (port) => fill(port, { protocol: 'TCP' })),
    );
  if (env) next = withMember(next, 'env', mapItems(env, defaultEnvVar));
  if (next.resources) next = withMember(next, 'resources', roundedResources(next.resources));
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const probe = next[name];
    if (probe) next = withMember(next, name, defaultProbe(probe));
  }
  if (!lifecycle) return next;
  let hooks = lifecycle;
  for (const name of ['postStart', 'preStop'] as const) {
    const hook = hooks[name];
    if (hook) hooks = withMember(hooks, name, defaultHandler(hook));
  }
  return withMember(next, 'lifecycle', hooks);
}

function defaultEnvVar(variable: EnvVar): EnvVar {
  return variable.valueFrom ? withMember(variable, 'valueFrom', defaultFieldRef(variable.valueFrom)) : variable;
}

/** The version of a reference to one of the pod's own fields. */
export function defaultFieldRef<T extends { readonly fieldRef?: unknown }>(source: T): T {
  const { fieldRef } = source;
  if (typeof fieldRef !== 'object' || fieldRef === null) return source;
  const defaulted = fill(fieldRef as { readonly apiVersion?: string }, { apiVersion: 'v1' });
  return defaulted === fieldRef ? source : { ...source, fieldRef: defaulted };
}

function defaultProbe(probe: Probe): Probe {
  return fill(defaultHandler(probe), probeDefaults);
}

function defaultHandler<T extends Handler>(handler: T): T {
  const { httpGet, grpc } = handler;
  let next: T = handler;
  if (httpGet) next = withMember(next, 'httpGet', fill(httpGet, httpGetDefaults));
  if (grpc && grpc.service === undefined) next = { ...next, grpc: { ...grpc, service: '' } };
  return next;
}

function roundedResources(resources: ResourceRequirements): ResourceRequirements {
  let next = resources;
  for (const name of ['limits', 'requests'] as const) {
    const list = next[name];
    if (list) next = withMember(next, name, roundedList(list));
  }
  return next;
}

/** Amounts finer than a thousandth are rounded up. */
export const roundedList = memoised((list: ResourceList): ResourceList => {
  const entries = Object.entries(list);
  const rounded = mapItems(entries, (entry): [string, QuantityText] => {
    const quantity = Quantity.parse(String(entry[1]));
    const whole = quantity.roundUp(-3);
    return whole === quantity ? entry : [entry[0], whole.toString()];
  });
  return rounded === entries ? list : Object.fromEntries(rounded);
});

function requestLimits<T extends Container>(container: T): T {
  const { limits, requests } = container.resources ?? {};
  if (!limits) return container;
  const missing = Object.keys(limits).some((name) => !requests || !Object.hasOwn(requests, name));
  return missing
    ? { ...container, resources: { ...container.resources, requests: { ...limits, ...requests } } }
    : container;
}

function exposePorts<T extends Container>(container: T): T {
  if (!container.ports) return container;
  const ports = mapItems(container.ports, (port) =>
    port.hostPort || !port.containerPort ? port : { ...port, hostPort: port.containerPort },
  );
  return ports === container.ports ? container : { ...container, ports };
}
