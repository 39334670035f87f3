/** Defaults of volumes. Follows SetDefaults_Volume and its kin in pkg/apis/core/v1/defaults.go. */
import type { Volume } from '../validation/pod-fields.ts';
import { defaultFieldRef } from './containers.ts';
import { fill, mapItems, withMember } from './fill.ts';
import { defaultPullPolicy } from './image-name.ts';

type Source = Readonly<Record<string, unknown>>;

const fileMode = { defaultMode: 0o644 };
const sourceDefaults = new Map<string, (source: Source) => Source>([
  ['hostPath', (source) => (source.type === undefined ? { ...source, type: '' } : source)],
  ['secret', (source) => fill(source, fileMode)],
  ['configMap', (source) => fill(source, fileMode)],
  ['downwardAPI', (source) => withFieldRefs(fill(source, fileMode))],
  ['projected', (source) => withProjections(fill(source, fileMode))],
  ['iscsi', (source) => fill(source, { iscsiInterface: 'default' })],
  ['rbd', (source) => fill(source, { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' })],
  [
    'azureDisk',
    (source) => fill(source, { cachingMode: 'ReadWrite', fsType: 'ext4', readOnly: false, kind: 'Shared' }),
  ],
  ['scaleIO', (source) => fill(source, { storageMode: 'ThinProvisioned', fsType: 'xfs' })],
  ['image', (source) => fill(source, { pullPolicy: defaultPullPolicy(String(source.reference ?? '')) })],
  ['ephemeral', withVolumeMode],
]);

/** A volume without a source is an empty directory. */
export function defaultVolume(volume: Volume): Volume {
  let defaulted = volume;
  let hasSource = false;
  for (const [member, source] of Object.entries(volume)) {
    if (!isSource(source)) continue;
    hasSource = true;
    const defaults = sourceDefaults.get(member);
    if (defaults) defaulted = withMember(defaulted, member, defaults(source));
  }
  return hasSource ? defaulted : { ...volume, emptyDir: {} };
}

function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSourceList(value: unknown): value is readonly Source[] {
  return Array.isArray(value) && value.every(isSource);
}

function withFieldRefs(source: Source): Source {
  const { items } = source;
  return isSourceList(items) ? withMember(source, 'items', mapItems(items, defaultFieldRef)) : source;
}

function withProjections(source: Source): Source {
  const { sources } = source;
  return isSourceList(sources) ? withMember(source, 'sources', mapItems(sources, defaultProjection)) : source;
}

function defaultProjection(projection: Source): Source {
  const { serviceAccountToken: token, downwardAPI } = projection;
  let next = projection;
  if (isSource(token)) next = withMember(next, 'serviceAccountToken', fill(token, { expirationSeconds: 3600 }));
  return isSource(downwardAPI) ? withMember(next, 'downwardAPI', withFieldRefs(downwardAPI)) : next;
}

function withVolumeMode(source: Source): Source {
  const { volumeClaimTemplate: template } = source;
  if (!isSource(template) || !isSource(template.spec)) return source;
  const spec = fill(template.spec, { volumeMode: 'Filesystem' });
  return withMember(source, 'volumeClaimTemplate', withMember(template, 'spec', spec));
}
