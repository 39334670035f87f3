/** ConfigMaps and Secrets. Follows ValidateConfigMap, ValidateSecret and their kin in pkg/apis/core/validation/validation.go. */
import { decodedLength } from '../../../lib/base64.ts';
import { deepEqual } from '../../../lib/deep-equal.ts';
import type { ConfigMap, Secret } from '../../model/config.ts';
import type { Draft } from '../../model/kinds.ts';
import { byteLength, isConfigMapKey } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import { asJson, forbiddenField, invalidValue, invalidValues, required, tooLong } from './causes.ts';
import { validateImmutable } from './metadata.ts';

/** All values of an object together, in bytes. */
const MAX_SIZE = 1024 * 1024;

type Values = Readonly<Record<string, string>>;

function validateKeys(values: Values | undefined, field: string): StatusCause[] {
  const keys = Object.keys(values ?? {}).sort();
  return keys.flatMap((key) => invalidValues(`${field}[${key}]`, key, isConfigMapKey(key)));
}

function sizeOf(values: Values | undefined, size: (value: string) => number): number {
  return Object.values(values ?? {}).reduce((sum, value) => sum + size(value), 0);
}

export function validateConfigMap({ data, binaryData }: Draft<'ConfigMap'>): StatusCause[] {
  const causes = validateKeys(data, 'data');
  for (const key of Object.keys(data ?? {}).sort()) {
    if (!binaryData || !Object.hasOwn(binaryData, key)) continue;
    causes.push(invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData'));
  }
  causes.push(...validateKeys(binaryData, 'binaryData'));
  // The field is the whole object: an empty path, which Go prints as an index without a number.
  if (sizeOf(data, byteLength) + sizeOf(binaryData, decodedLength) > MAX_SIZE) causes.push(tooLong('[]', MAX_SIZE));
  return causes;
}

export function validateConfigMapUpdate(next: ConfigMap, old: ConfigMap): StatusCause[] {
  return [...validateFrozen(next, old, ['data', 'binaryData']), ...validateConfigMap(next)];
}

/** Once `immutable` is set, the object is replaced or stays as it is. */
function validateFrozen<T extends { readonly immutable?: boolean }>(
  next: T,
  old: T,
  fields: readonly (string & keyof T)[],
): StatusCause[] {
  if (!old.immutable) return [];
  const changed = fields.filter((field) => !deepEqual(next[field] ?? {}, old[field] ?? {}));
  const forbidden = next.immutable ? changed : ['immutable', ...changed];
  return forbidden.map((field) => forbiddenField(field, 'field is immutable when `immutable` is set'));
}

const ACCOUNT_NAME = 'kubernetes.io/service-account.name';

/** What each type must hold. */
const REQUIRED_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

export function validateSecret({ metadata, data = {}, type = '' }: Draft<'Secret'>): StatusCause[] {
  const causes = validateKeys(data, 'data');
  if (sizeOf(data, decodedLength) > MAX_SIZE) causes.push(tooLong('data', MAX_SIZE));
  if (type === 'kubernetes.io/service-account-token' && !metadata.annotations?.[ACCOUNT_NAME]) {
    causes.push(required(`metadata.annotations[${ACCOUNT_NAME}]`));
  }
  if (type === 'kubernetes.io/basic-auth' && data.username === undefined && data.password === undefined) {
    causes.push(required('data[username]'), required('data[password]'));
  }
  if (type === 'kubernetes.io/ssh-auth' && !data['ssh-privatekey']) causes.push(required('data[ssh-privatekey]'));
  for (const key of REQUIRED_KEYS[type] ?? []) if (data[key] === undefined) causes.push(required(`data[${key}]`));
  return causes;
}

export function validateSecretUpdate(next: Secret, old: Secret): StatusCause[] {
  return [
    ...validateImmutable('type', next.type, old.type, asJson(next.type)),
    ...validateFrozen(next, old, ['data']),
    ...validateSecret(next),
  ];
}
