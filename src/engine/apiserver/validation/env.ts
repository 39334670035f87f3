/** Environment variables and the fields they may refer to. Follows ValidateEnv in pkg/apis/core/validation. */
import type { QuantityText } from '../../model/meta.ts';
import { isConfigMapKey, isQualifiedName, isRelaxedEnvVarName, nameIsDNSSubdomain } from '../../model/names.ts';
import { Quantity } from '../../model/quantity.ts';
import type { StatusCause } from '../status.ts';
import { invalidValue, invalidValues, notSupported, required, valueNotFound } from './causes.ts';
import { validateLocalNonReservedPath } from './paths.ts';
import type { EnvFrom, EnvVar, FileKeyRef, KeyRef, ObjectFieldRef, ResourceFieldRef, Volume } from './pod-fields.ts';

/** Paths that Kubernetes can convert at all, beside those with a subscript. */
const convertiblePaths = new Set([
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.serviceAccountName',
  'spec.schedulerName',
  'status.phase',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
  'spec.host',
]);
/** Fields that an environment variable can show, sorted. */
const envFields = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
/** Fields that a file of a downward API volume can show, sorted. */
export const volumeFields = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
];
const containerResourceFields = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];

export function validateEnv(env: readonly EnvVar[], volumes: ReadonlyMap<string, Volume>, path: string): StatusCause[] {
  return env.flatMap((variable, i) => {
    const field = `${path}[${i}]`;
    const { name } = variable;
    const named =
      name === '' ? [required(`${field}.name`)] : invalidValues(`${field}.name`, name, isRelaxedEnvVarName(name));
    return [...named, ...validateValueFrom(variable, volumes, `${field}.valueFrom`)];
  });
}

function validateValueFrom(variable: EnvVar, volumes: ReadonlyMap<string, Volume>, path: string): StatusCause[] {
  const source = variable.valueFrom;
  if (!source) return [];
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = source;
  const causes: StatusCause[] = [];
  if (fieldRef) causes.push(...validateFieldRef(fieldRef, envFields, `${path}.fieldRef`));
  if (resourceFieldRef) causes.push(...validateResourceFieldRef(resourceFieldRef, false, `${path}.resourceFieldRef`));
  if (configMapKeyRef) causes.push(...validateKeyRef(configMapKeyRef, `${path}.configMapKeyRef`));
  if (secretKeyRef) causes.push(...validateKeyRef(secretKeyRef, `${path}.secretKeyRef`));
  if (fileKeyRef) causes.push(...validateFileKeyRef(fileKeyRef, volumes, `${path}.fileKeyRef`));
  const sources = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(Boolean).length;
  if (sources === 0) {
    const names = '`fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';
    causes.push(invalidValue(path, '', `must specify one of: ${names}`));
  } else if (variable.value) {
    causes.push(invalidValue(path, '', 'may not be specified when `value` is not empty'));
  } else if (sources > 1) {
    causes.push(invalidValue(path, '', 'may not have more than one field specified at a time'));
  }
  return causes;
}

/** `supported` must be sorted: the message lists it so. */
export function validateFieldRef(ref: ObjectFieldRef, supported: readonly string[], path: string): StatusCause[] {
  const { apiVersion = '', fieldPath } = ref;
  if (apiVersion === '') return [required(`${path}.apiVersion`)];
  if (fieldPath === '') return [required(`${path}.fieldPath`)];
  const problem = conversionProblem(apiVersion, fieldPath);
  if (problem) return [invalidValue(`${path}.fieldPath`, fieldPath, `error converting fieldPath: ${problem}`)];
  const subscript = subscripted(fieldPath);
  if (subscript) {
    const key = subscript.path === 'metadata.annotations' ? subscript.key.toLowerCase() : subscript.key;
    return invalidValues(path, key, isQualifiedName(key));
  }
  const internal = fieldPath === 'spec.host' ? 'spec.nodeName' : fieldPath;
  return supported.includes(internal) ? [] : [notSupported(`${path}.fieldPath`, internal, supported)];
}

function conversionProblem(apiVersion: string, fieldPath: string): string | undefined {
  if (apiVersion !== 'v1') return `unsupported pod version: ${apiVersion}`;
  const subscript = subscripted(fieldPath);
  if (subscript) {
    if (subscript.path === 'metadata.annotations' || subscript.path === 'metadata.labels') return undefined;
    return `field label does not support subscript: ${fieldPath}`;
  }
  return convertiblePaths.has(fieldPath) ? undefined : `field label not supported: ${fieldPath}`;
}

/** `metadata.labels['app']` is a path with a subscript. */
function subscripted(fieldPath: string): { readonly path: string; readonly key: string } | undefined {
  const match = /^([^[]*)\['(.*)'\]$/s.exec(fieldPath);
  return match?.[1] ? { path: match[1], key: match[2] ?? '' } : undefined;
}

/** `inVolume`: the container must be named then. */
export function validateResourceFieldRef(ref: ResourceFieldRef, inVolume: boolean, path: string): StatusCause[] {
  const { resource, containerName = '', divisor = '0' } = ref;
  const causes: StatusCause[] = [];
  const hugePages = /^(requests|limits)\.hugepages-/.test(resource);
  if (inVolume && containerName === '') causes.push(required(`${path}.containerName`));
  else if (resource === '') causes.push(required(`${path}.resource`));
  else if (!containerResourceFields.includes(resource) && !hugePages) {
    causes.push(notSupported(`${path}.resource`, resource, containerResourceFields));
  }
  return [...causes, ...validateDivisor(resource, divisor, hugePages, `${path}.divisor`)];
}

const sizes = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];
const sizesText =
  "only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the";

function validateDivisor(resource: string, divisor: QuantityText, hugePages: boolean, path: string): StatusCause[] {
  const quantity = Quantity.parse(String(divisor));
  if (quantity.sign === 0) return [];
  const text = quantity.toString();
  const what = resource.slice(resource.indexOf('.') + 1);
  const refuse = (why: string) => [invalidValue(path, resource, why)];
  if (what === 'cpu') {
    return text === '1' || text === '1m'
      ? []
      : refuse("only divisor's values 1m and 1 are supported with the cpu resource");
  }
  if (sizes.includes(text)) return [];
  if (what === 'memory') return refuse(`${sizesText} memory resource`);
  if (what === 'ephemeral-storage') return refuse(`${sizesText} local ephemeral storage resource`);
  return hugePages ? refuse(`${sizesText} hugepages resource`) : [];
}

function validateKeyRef(ref: KeyRef, path: string): StatusCause[] {
  const { name = '', key } = ref;
  const keyed = key === '' ? [required(`${path}.key`)] : invalidValues(`${path}.key`, key, isConfigMapKey(key));
  return [...invalidValues(`${path}.name`, name, nameIsDNSSubdomain(name, false)), ...keyed];
}

function validateFileKeyRef(ref: FileKeyRef, volumes: ReadonlyMap<string, Volume>, path: string): StatusCause[] {
  const causes: StatusCause[] = [];
  if (ref.key === '') causes.push(required(`${path}.key`));
  else causes.push(...invalidValues(`${path}.key`, ref.key, isRelaxedEnvVarName(ref.key)));
  const volume = volumes.get(ref.volumeName);
  if (ref.volumeName === '') causes.push(required(`${path}.volumeName`));
  else if (!volume) causes.push(valueNotFound(`${path}.volumeName`, ref.volumeName));
  else if (!volume.emptyDir) {
    causes.push(invalidValue(`${path}.volumeName`, ref.volumeName, 'referenced volume must be of type emptyDir'));
  }
  if (ref.path === '') causes.push(required(`${path}.path`));
  else causes.push(...validateLocalNonReservedPath(ref.path, `${path}.path`));
  return causes;
}

export function validateEnvFrom(sources: readonly EnvFrom[], path: string): StatusCause[] {
  return sources.flatMap(({ prefix = '', configMapRef, secretRef }, i) => {
    const field = `${path}[${i}]`;
    const causes = prefix === '' ? [] : invalidValues(`${field}.prefix`, prefix, isRelaxedEnvVarName(prefix));
    if (configMapRef) causes.push(...validateObjectName(configMapRef.name, `${field}.configMapRef.name`));
    if (secretRef) causes.push(...validateObjectName(secretRef.name, `${field}.secretRef.name`));
    if (!configMapRef && !secretRef) {
      causes.push(invalidValue(path, '', 'must specify one of: `configMapRef` or `secretRef`'));
    } else if (configMapRef && secretRef) {
      causes.push(invalidValue(path, '', 'may not have more than one field specified at a time'));
    }
    return causes;
  });
}

function validateObjectName(name: string | undefined, path: string): StatusCause[] {
  return name ? invalidValues(path, name, nameIsDNSSubdomain(name, true)) : [required(path)];
}
