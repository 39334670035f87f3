/** Probes and lifecycle hooks. Follows validateProbe and validateHandler in pkg/apis/core/validation. */
import type { IntOrString } from '../../model/meta.ts';
import { isValidPortName } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import { asJson, forbiddenField, invalidValue, invalidValues, nonnegative, notSupported, required } from './causes.ts';
import type { ContainerFields, Handler, HttpGet, Probe } from './pod-fields.ts';

export const portRange = 'must be between 1 and 65535, inclusive';
const headerName = '[-A-Za-z0-9]+';

/** All of one container's probes and hooks; `grace` is the pod's terminationGracePeriodSeconds. */
export function validateHooksAndProbes(
  container: ContainerFields,
  grace: number | undefined,
  path: string,
): StatusCause[] {
  const { lifecycle } = container;
  return [
    ...(lifecycle?.postStart ? validateHandler(lifecycle.postStart, grace, `${path}.lifecycle.postStart`) : []),
    ...(lifecycle?.preStop ? validateHandler(lifecycle.preStop, grace, `${path}.lifecycle.preStop`) : []),
    ...validateProbe(container.livenessProbe, 'liveness', grace, `${path}.livenessProbe`),
    ...validateProbe(container.readinessProbe, 'readiness', grace, `${path}.readinessProbe`),
    ...validateProbe(container.startupProbe, 'startup', grace, `${path}.startupProbe`),
  ];
}

type ProbeRole = 'liveness' | 'readiness' | 'startup';

const probeNumbers = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

function validateProbe(
  probe: Probe | undefined,
  role: ProbeRole,
  grace: number | undefined,
  path: string,
): StatusCause[] {
  if (!probe) return [];
  const causes = validateHandler(probe, grace, path);
  for (const name of probeNumbers) causes.push(...nonnegative(`${path}.${name}`, probe[name] ?? 0));
  const seconds = probe.terminationGracePeriodSeconds;
  const secondsPath = `${path}.terminationGracePeriodSeconds`;
  if (seconds !== undefined && seconds <= 0) causes.push(invalidValue(secondsPath, seconds, 'must be greater than 0'));
  if (role === 'readiness') {
    if (seconds !== undefined) causes.push(invalidValue(secondsPath, seconds, 'must not be set for readinessProbes'));
  } else if (probe.successThreshold !== 1) {
    causes.push(invalidValue(`${path}.successThreshold`, probe.successThreshold ?? 0, 'must be 1'));
  }
  return causes;
}

function validateHandler(handler: Handler, grace: number | undefined, path: string): StatusCause[] {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  const checks: (readonly [name: string, check: () => StatusCause[]])[] = [];
  if (exec) checks.push(['exec', () => (exec.command?.length ? [] : [required(`${path}.exec.command`)])]);
  if (httpGet) checks.push(['httpGet', () => validateHttpGet(httpGet, `${path}.httpGet`)]);
  if (tcpSocket) checks.push(['tcpSocket', () => validatePort(tcpSocket.port, `${path}.tcpSocket.port`)]);
  if (grpc) checks.push(['grpc', () => validatePort(grpc.port, `${path}.grpc.port`)]);
  if (sleep) checks.push(['sleep', () => validateSleep(sleep.seconds, grace, `${path}.sleep`)]);
  const [first, ...others] = checks;
  if (!first) return [required(path, 'must specify a handler type')];
  const surplus = others.map(([name]) => forbiddenField(`${path}.${name}`, 'may not specify more than 1 handler type'));
  return [...first[1](), ...surplus];
}

function validateHttpGet(get: HttpGet, path: string): StatusCause[] {
  const { scheme = '', httpHeaders = [] } = get;
  const causes = get.path ? [] : [required(`${path}.path`)];
  causes.push(...validatePort(get.port, `${path}.port`));
  if (scheme !== 'HTTP' && scheme !== 'HTTPS') {
    causes.push(notSupported(`${path}.scheme`, asJson(scheme), ['HTTP', 'HTTPS']));
  }
  for (const { name } of httpHeaders) {
    if (/^[-A-Za-z0-9]+$/.test(name)) continue;
    const why = `a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '${headerName}')`;
    causes.push(invalidValue(`${path}.httpHeaders`, name, why));
  }
  return causes;
}

function validatePort(port: IntOrString, path: string): StatusCause[] {
  if (typeof port === 'string') return invalidValues(path, port, isValidPortName(port));
  return port >= 1 && port <= 65535 ? [] : [invalidValue(path, port, portRange)];
}

function validateSleep(seconds: number, grace: number | undefined, path: string): StatusCause[] {
  if (grace === undefined || (seconds >= 0 && seconds <= grace)) return [];
  const why = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`;
  return [invalidValue(path, seconds, why)];
}
