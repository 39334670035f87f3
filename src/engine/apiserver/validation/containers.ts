/** Containers of the three sorts. Follows validateContainers and validateInitContainers in pkg/apis/core/validation. */
import type { ContainerPort } from '../../model/core.ts';
import { isDNS1123Label, isValidPortName } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import { asJson, duplicate, forbiddenField, invalidValue, invalidValues, notSupported, required } from './causes.ts';
import { validateEnv, validateEnvFrom } from './env.ts';
import { portRange, validateHooksAndProbes } from './handlers.ts';
import type { ContainerFields, PodSpecFields, RestartRule, Volume } from './pod-fields.ts';
import { validateContainerResources } from './resources.ts';
import { validateSecurityContext } from './security-context.ts';
import { validateMounts } from './volumes.ts';

/** What containers are checked against. */
export interface ContainerSurroundings {
  readonly spec: PodSpecFields;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly claimNames: ReadonlySet<string>;
}

export function validateContainers(around: ContainerSurroundings, path: string): StatusCause[] {
  const { containers, terminationGracePeriodSeconds } = around.spec;
  if (containers.length === 0) return [required(path)];
  const causes: StatusCause[] = [];
  const names = new Set<string>();
  containers.forEach((container, i) => {
    const field = `${path}[${i}]`;
    causes.push(...validateCommon(container, around, field));
    if (names.has(container.name)) causes.push(duplicate(`${field}.name`, container.name));
    names.add(container.name);
    causes.push(...validateHooksAndProbes(container, terminationGracePeriodSeconds, field));
    causes.push(...validateRestart(container, field));
  });
  return [...causes, ...validateHostPorts(containers, path)];
}

const mainOnly = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

export function validateInitContainers(around: ContainerSurroundings, path: string): StatusCause[] {
  const { containers, initContainers = [], terminationGracePeriodSeconds } = around.spec;
  const names = new Set(containers.map(({ name }) => name));
  return initContainers.flatMap((container, i) => {
    const field = `${path}[${i}]`;
    const causes = [...validateCommon(container, around, field), ...validateRestart(container, field)];
    if (names.has(container.name)) causes.push(duplicate(`${field}.name`, container.name));
    else if (container.name !== '') names.add(container.name);
    // Init containers run one by one, so only ports of the same one can conflict.
    causes.push(...validateHostPorts([container], path));
    if (container.restartPolicy === 'Always') {
      return [...causes, ...validateHooksAndProbes(container, terminationGracePeriodSeconds, field)];
    }
    for (const member of mainOnly) {
      if (!container[member]) continue;
      const why = 'may not be set for init containers without restartPolicy=Always';
      causes.push(forbiddenField(`${field}.${member}`, why));
    }
    return causes;
  });
}

function validateCommon(container: ContainerFields, around: ContainerSurroundings, path: string): StatusCause[] {
  const { name, image = '', ports = [], env = [], envFrom = [] } = container;
  const { spec, volumes, claimNames } = around;
  const causes = name === '' ? [required(`${path}.name`)] : invalidValues(`${path}.name`, name, isDNS1123Label(name));
  if (image === '') causes.push(required(`${path}.image`));
  return [
    ...causes,
    ...validateChoice(
      container.terminationMessagePolicy,
      ['File', 'FallbackToLogsOnError'],
      `${path}.terminationMessagePolicy`,
    ),
    ...validatePorts(ports, `${path}.ports`),
    ...validateEnv(env, volumes, `${path}.env`),
    ...validateEnvFrom(envFrom, `${path}.envFrom`),
    ...validateMounts(container, volumes, path),
    ...validateChoice(container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never'], `${path}.imagePullPolicy`),
    ...validateContainerResources(container.resources, claimNames, `${path}.resources`),
    ...validateResizePolicy(container, spec.restartPolicy, `${path}.resizePolicy`),
    ...validateSecurityContext(container.securityContext, spec.hostUsers !== false, `${path}.securityContext`),
  ];
}

function validateChoice(value: string | undefined, choices: readonly string[], path: string): StatusCause[] {
  if (!value) return [required(path)];
  return choices.includes(value) ? [] : [notSupported(path, asJson(value), choices)];
}

function validatePorts(ports: readonly ContainerPort[], path: string): StatusCause[] {
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const field = `${path}[${i}]`;
    const { name = '', containerPort, hostPort = 0, protocol = '' } = port;
    const causes = name === '' ? [] : invalidValues(`${field}.name`, name, isValidPortName(name));
    if (name !== '' && causes.length === 0) {
      if (names.has(name)) causes.push(duplicate(`${field}.name`, name));
      names.add(name);
    }
    if (containerPort === 0) causes.push(required(`${field}.containerPort`));
    else causes.push(...validatePortNumber(containerPort, `${field}.containerPort`));
    if (hostPort !== 0) causes.push(...validatePortNumber(hostPort, `${field}.hostPort`));
    return [...causes, ...validateChoice(protocol, ['SCTP', 'TCP', 'UDP'], `${field}.protocol`)];
  });
}

function validatePortNumber(port: number, path: string): StatusCause[] {
  return port >= 1 && port <= 65535 ? [] : [invalidValue(path, port, portRange)];
}

function validateHostPorts(containers: readonly ContainerFields[], path: string): StatusCause[] {
  const taken = new Set<string>();
  return containers.flatMap(({ ports = [] }, c) =>
    ports.flatMap(({ protocol = '', hostIP = '', hostPort = 0 }, p) => {
      if (hostPort === 0) return [];
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(key)) return [duplicate(`${path}[${c}].ports[${p}].hostPort`, key)];
      taken.add(key);
      return [];
    }),
  );
}

const resizeChoices = ['NotRequired', 'RestartContainer'];

function validateResizePolicy(container: ContainerFields, podRestart: string | undefined, path: string): StatusCause[] {
  const seen = new Set<string>();
  return (container.resizePolicy ?? []).flatMap(({ resourceName, restartPolicy }, i) => {
    const causes: StatusCause[] = [];
    if (seen.has(resourceName)) causes.push(duplicate(`${path}[${i}]`, asJson(resourceName)));
    seen.add(resourceName);
    causes.push(...validateChoice(resourceName, ['cpu', 'memory'], path));
    causes.push(...validateChoice(restartPolicy, resizeChoices, path));
    if (podRestart === 'Never' && restartPolicy !== 'NotRequired') {
      const why = "must be 'NotRequired' when `restartPolicy` is 'Never'";
      causes.push(invalidValue(path, asJson(restartPolicy), why));
    }
    return causes;
  });
}

/** A container's own restart policy, and its rules (v1.35 and later). */
function validateRestart(container: ContainerFields, path: string): StatusCause[] {
  const { restartPolicy, restartPolicyRules: rules = [] } = container;
  const field = `${path}.restartPolicy`;
  const causes: StatusCause[] = [];
  if (restartPolicy !== undefined && !['Always', 'Never', 'OnFailure'].includes(restartPolicy)) {
    causes.push(notSupported(field, asJson(restartPolicy), ['Always', 'Never', 'OnFailure']));
  }
  if (rules.length === 0) return causes;
  if (restartPolicy === undefined) {
    causes.push(required(field, 'must specify restartPolicy when restart rules are used'));
  }
  return [...causes, ...rules.flatMap((rule, i) => validateRule(rule, `${path}.restartPolicyRules[${i}]`))];
}

function validateRule({ action, exitCodes }: RestartRule, path: string): StatusCause[] {
  const causes = validateChoice(action, ['Restart', 'RestartAllContainers'], `${path}.action`);
  if (!exitCodes) return [...causes, required(`${path}.exitCodes`, 'must be specified')];
  causes.push(...validateChoice(exitCodes.operator, ['In', 'NotIn'], `${path}.exitCodes.operator`));
  const { values = [] } = exitCodes;
  if (values.length === 0) causes.push(required(`${path}.exitCodes.values`, 'must specify at least one value'));
  return causes;
}
