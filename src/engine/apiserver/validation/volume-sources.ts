/** What a volume may come from. Follows validateVolumeSource in pkg/apis/core/validation. */
import type { LabelSelector, QuantityText } from '../../model/meta.ts';
import { Quantity } from '../../model/quantity.ts';
import type { StatusCause } from '../status.ts';
import { asJson, forbiddenField, invalidValue, notSupported, required } from './causes.ts';
import { validateFieldRef, validateResourceFieldRef, volumeFields } from './env.ts';
import { validateLabelSelector } from './labels.ts';
import { validateLocalNonReservedPath, validateNoBacksteps } from './paths.ts';
import type { ObjectFieldRef, ResourceFieldRef, Volume } from './pod-fields.ts';

type Source = Readonly<Record<string, unknown>>;
type SourceCheck = (source: Source, path: string) => StatusCause[];

const text = (source: Source, member: string): string => {
  const value = source[member];
  return typeof value === 'string' ? value : '';
};
const has = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** Members that must not be empty. */
function needs(...members: string[]): SourceCheck {
  return (source, path) =>
    members.filter((member) => !has(source[member])).map((member) => required(`${path}.${member}`));
}

function partition(idMember: string): SourceCheck {
  return (source, path) => {
    const causes = needs(idMember)(source, path);
    const { partition: number = 0 } = source as { readonly partition?: number };
    if (number < 0 || number > 255) {
      causes.push(invalidValue(`${path}.partition`, number, 'must be between 1 and 255, inclusive'));
    }
    return causes;
  };
}

/** In the order in which the API server looks; the path differs from the member's name where upstream's does. */
const sourceChecks: readonly (readonly [member: string, check: SourceCheck, path?: string])[] = [
  ['emptyDir', validateEmptyDir],
  ['hostPath', validateHostPath],
  ['gitRepo', needs('repository')],
  ['gcePersistentDisk', partition('pdName'), 'persistentDisk'],
  ['awsElasticBlockStore', partition('volumeID')],
  ['secret', (source, path) => [...needs('secretName')(source, path), ...validateFiles(source, path)]],
  ['nfs', validateNfs],
  ['iscsi', needs('targetPortal', 'iqn')],
  ['glusterfs', needs('endpoints', 'path')],
  ['flocker', () => []],
  ['persistentVolumeClaim', needs('claimName')],
  ['rbd', needs('monitors', 'image')],
  ['cinder', needs('volumeID')],
  ['cephfs', needs('monitors')],
  ['quobyte', needs('registry', 'volume')],
  ['downwardAPI', validateDownwardApi],
  ['fc', () => []],
  ['flexVolume', needs('driver')],
  ['configMap', (source, path) => [...needs('name')(source, path), ...validateFiles(source, path)]],
  ['azureFile', needs('secretName', 'shareName')],
  ['vsphereVolume', needs('volumePath')],
  ['photonPersistentDisk', needs('pdID')],
  ['portworxVolume', needs('volumeID')],
  ['azureDisk', needs('diskName', 'diskURI')],
  ['storageos', () => []],
  ['projected', validateProjected],
  ['scaleIO', needs('gateway', 'system', 'volumeName')],
  ['csi', needs('driver')],
  ['ephemeral', needs('volumeClaimTemplate')],
  ['image', () => []],
];

/** Exactly one source. */
export function validateVolumeSource(volume: Volume, path: string): StatusCause[] {
  const causes: StatusCause[] = [];
  let found = false;
  for (const [member, check, shownAs = member] of sourceChecks) {
    const source = volume[member];
    if (typeof source !== 'object' || source === null) continue;
    if (found) causes.push(forbiddenField(`${path}.${member}`, 'may not specify more than 1 volume type'));
    else causes.push(...check(source as Source, `${path}.${shownAs}`));
    found = true;
  }
  if (!found) causes.push(required(path, 'must specify a volume type'));
  return causes;
}

function validateEmptyDir(source: Source, path: string): StatusCause[] {
  const { sizeLimit } = source as { readonly sizeLimit?: QuantityText };
  if (sizeLimit === undefined || Quantity.parse(String(sizeLimit)).sign >= 0) return [];
  return [forbiddenField(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')];
}

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

function validateHostPath(source: Source, path: string): StatusCause[] {
  const target = text(source, 'path');
  if (target === '') return [required(`${path}.path`)];
  const causes = validateNoBacksteps(target, `${path}.path`);
  const type = text(source, 'type');
  if (!hostPathTypes.includes(type)) causes.push(notSupported(`${path}.type`, asJson(type), hostPathTypes));
  return causes;
}

function validateNfs(source: Source, path: string): StatusCause[] {
  const causes = needs('server', 'path')(source, path);
  const target = text(source, 'path');
  if (!target.startsWith('/')) causes.push(invalidValue(`${path}.path`, target, 'must be an absolute path'));
  return causes;
}

function validateMode(mode: number | undefined, path: string): StatusCause[] {
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return [];
  return [invalidValue(path, mode, 'must be a number between 0 and 0777 (octal), both inclusive')];
}

interface KeyToPath {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}
interface Files {
  readonly name?: string;
  readonly defaultMode?: number;
  readonly items?: readonly KeyToPath[];
}

/** The files of a ConfigMap or Secret. */
function validateFiles(source: Source, path: string): StatusCause[] {
  const { defaultMode, items = [] } = source as Files;
  const causes = validateMode(defaultMode, `${path}.defaultMode`);
  items.forEach((item, i) => {
    causes.push(...validateKeyToPath(item, `${path}.items[${i}]`));
  });
  return causes;
}

function validateKeyToPath(item: KeyToPath, path: string): StatusCause[] {
  const causes = item.key === '' ? [required(`${path}.key`)] : [];
  if (item.path === '') causes.push(required(`${path}.path`));
  causes.push(...validateLocalNonReservedPath(item.path, `${path}.path`));
  return [...causes, ...validateMode(item.mode, `${path}.mode`)];
}

interface DownwardFile {
  readonly path: string;
  readonly fieldRef?: ObjectFieldRef;
  readonly resourceFieldRef?: ResourceFieldRef;
  readonly mode?: number;
}

/** Errors of its files name the volume, not the file. */
function validateDownwardApi(source: Source, path: string): StatusCause[] {
  const { defaultMode, items = [] } = source as { readonly defaultMode?: number; readonly items?: DownwardFile[] };
  const causes = validateMode(defaultMode, `${path}.defaultMode`);
  return [...causes, ...items.flatMap((file) => validateDownwardFile(file, path))];
}

function validateDownwardFile(file: DownwardFile, path: string): StatusCause[] {
  const { fieldRef, resourceFieldRef } = file;
  const causes = file.path === '' ? [required(`${path}.path`)] : [];
  causes.push(...validateLocalNonReservedPath(file.path, `${path}.path`));
  if (fieldRef) {
    causes.push(...validateFieldRef(fieldRef, volumeFields, `${path}.fieldRef`));
    if (resourceFieldRef) {
      causes.push(invalidValue(path, 'resource', 'fieldRef and resourceFieldRef can not be specified simultaneously'));
    }
  } else if (resourceFieldRef) {
    causes.push(...validateResourceFieldRef(resourceFieldRef, true, `${path}.resourceFieldRef`));
  } else causes.push(required(path, 'one of fieldRef and resourceFieldRef is required'));
  return [...causes, ...validateMode(file.mode, `${path}.mode`)];
}

interface Projection {
  readonly secret?: Files;
  readonly configMap?: Files;
  readonly downwardAPI?: { readonly items?: readonly DownwardFile[] };
  readonly serviceAccountToken?: { readonly path: string; readonly expirationSeconds?: number };
  readonly clusterTrustBundle?: {
    readonly name?: string;
    readonly signerName?: string;
    readonly labelSelector?: LabelSelector;
    readonly path: string;
  };
}

function validateProjected(source: Source, path: string): StatusCause[] {
  const { defaultMode, sources = [] } = source as { readonly defaultMode?: number; readonly sources?: Projection[] };
  const causes = validateMode(defaultMode, `${path}.defaultMode`);
  const paths = new Set<string>();
  const claim = (target: string, shown: string): void => {
    if (target !== '' && paths.has(target)) causes.push(invalidValue(path, shown, 'conflicting duplicate paths'));
    paths.add(target);
  };
  sources.forEach((projection, i) => {
    const field = `${path}.sources[${i}]`;
    for (const member of ['secret', 'configMap'] as const) {
      const files = projection[member];
      if (!files) continue;
      if (!files.name) causes.push(required(`${field}.${member}.name`));
      (files.items ?? []).forEach((item, j) => {
        causes.push(...validateKeyToPath(item, `${field}.${member}.items[${j}]`));
        claim(item.path, files.name ?? '');
      });
    }
    for (const file of projection.downwardAPI?.items ?? []) {
      causes.push(...validateDownwardFile(file, `${field}.downwardAPI`));
      claim(file.path, file.path);
    }
    causes.push(...validateToken(projection, field, path), ...validateTrustBundle(projection, field));
    if (projection.clusterTrustBundle) claim(projection.clusterTrustBundle.path, projection.clusterTrustBundle.path);
    if (Object.values(projection).filter((one) => typeof one === 'object').length > 1) {
      causes.push(forbiddenField(field, 'may not specify more than 1 volume type per source'));
    }
  });
  return causes;
}

function validateToken({ serviceAccountToken: token }: Projection, field: string, path: string): StatusCause[] {
  if (!token) return [];
  const causes: StatusCause[] = [];
  const { expirationSeconds: seconds = 3600 } = token;
  const secondsPath = `${field}.serviceAccountToken.expirationSeconds`;
  if (seconds < 600) {
    causes.push(invalidValue(secondsPath, seconds, 'may not specify a duration less than 10 minutes'));
  }
  if (seconds > 2 ** 32) {
    causes.push(invalidValue(secondsPath, seconds, 'may not specify a duration larger than 2^32 seconds'));
  }
  if (token.path === '') causes.push(required(`${path}.path`));
  else causes.push(...validateLocalNonReservedPath(token.path, `${path}.path`));
  return causes;
}

function validateTrustBundle({ clusterTrustBundle: bundle }: Projection, field: string): StatusCause[] {
  if (!bundle) return [];
  const path = `${field}.clusterTrustBundle`;
  const causes: StatusCause[] = [];
  const { name, signerName, labelSelector } = bundle;
  if (name !== undefined && signerName !== undefined) {
    causes.push(invalidValue(path, asJson(bundle), 'only one of name and signerName may be used'));
  } else if (name !== undefined) {
    if (name === '') causes.push(required(`${path}.name`, 'must be a valid object name'));
    if (labelSelector) {
      const why = 'labelSelector must be unset if name is specified';
      causes.push(invalidValue(`${path}.labelSelector`, asJson(labelSelector), why));
    }
  } else if (signerName !== undefined) {
    if (signerName === '') causes.push(required(`${path}.signerName`, 'must be a valid signer name'));
    causes.push(...validateLabelSelector(labelSelector, `${path}.labelSelector`));
  } else causes.push(required(path, 'either name or signerName must be specified'));
  if (bundle.path === '') causes.push(required(`${path}.path`));
  return [...causes, ...validateLocalNonReservedPath(bundle.path, `${path}.path`)];
}
