/** The volumes of a Pod or of a template. Follows describeVolumes in kubectl/pkg/describe/describe.go. */
import type { PodSpec } from '../../engine/index.ts';
import { line, NONE } from './lines.ts';

type Source = Readonly<Record<string, unknown>>;

/** What to say of a source, line by line. */
const SOURCES: Readonly<Record<string, (source: Source) => readonly string[]>> = {
  hostPath: ({ path, type }) => [
    'Type:\tHostPath (bare host directory volume)',
    `Path:\t${path}`,
    `HostPathType:\t${type ?? NONE}`,
  ],
  emptyDir: ({ medium = '', sizeLimit }) => [
    "Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)",
    `Medium:\t${medium}`,
    `SizeLimit:\t${sizeLimit ?? '<unset>'}`,
  ],
  configMap: ({ name = '', optional = false }) => [
    'Type:\tConfigMap (a volume populated by a ConfigMap)',
    `Name:\t${name}`,
    `Optional:\t${optional}`,
  ],
  secret: ({ secretName = '', optional = false }) => [
    'Type:\tSecret (a volume populated by a Secret)',
    `SecretName:\t${secretName}`,
    `Optional:\t${optional}`,
  ],
  persistentVolumeClaim: ({ claimName, readOnly = false }) => [
    'Type:\tPersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    `ClaimName:\t${claimName}`,
    `ReadOnly:\t${readOnly}`,
  ],
  nfs: ({ server, path, readOnly = false }) => [
    'Type:\tNFS (an NFS mount that lasts the lifetime of a pod)',
    `Server:\t${server}`,
    `Path:\t${path}`,
    `ReadOnly:\t${readOnly}`,
  ],
  downwardAPI: ({ items = [] }) => [
    'Type:\tDownwardAPI (a volume populated by information about the pod)',
    'Items:',
    ...(items as readonly DownwardItem[]).flatMap(({ fieldRef, resourceFieldRef, path }) => [
      ...(fieldRef ? [`  ${fieldRef.fieldPath} -> ${path}`] : []),
      ...(resourceFieldRef ? [`  ${resourceFieldRef.resource} -> ${path}`] : []),
    ]),
  ],
  projected: ({ sources = [] }) => [
    'Type:\tProjected (a volume that contains injected data from multiple sources)',
    ...(sources as readonly Readonly<Record<string, Source | undefined>>[]).flatMap(projection),
  ],
  csi: ({ driver, fsType = '', readOnly = false }) => [
    'Type:\tCSI (a Container Storage Interface (CSI) volume source)',
    `Driver:\t${driver}`,
    `FSType:\t${fsType}`,
    `ReadOnly:\t${readOnly}`,
  ],
  image: ({ reference = '', pullPolicy = '' }) => [
    'Type:\tImage (a container image or OCI artifact)',
    `Reference:\t${reference}`,
    `PullPolicy:\t${pullPolicy}`,
  ],
};

interface DownwardItem {
  readonly path: string;
  readonly fieldRef?: { readonly fieldPath: string };
  readonly resourceFieldRef?: { readonly resource: string };
}

function projection({
  secret,
  downwardAPI,
  configMap,
  serviceAccountToken,
}: Readonly<Record<string, Source | undefined>>) {
  if (secret) return [`SecretName:\t${secret.name ?? ''}`, `Optional:\t${secret.optional ?? false}`];
  if (downwardAPI) return ['DownwardAPI:\ttrue'];
  if (configMap) return [`ConfigMapName:\t${configMap.name ?? ''}`, `Optional:\t${configMap.optional ?? false}`];
  return serviceAccountToken ? [`TokenExpirationSeconds:\t${serviceAccountToken.expirationSeconds ?? 3600}`] : [];
}

/** `space` as in containersText. */
export function volumesText(spec: PodSpec, space: '' | '  '): string {
  const volumes = (spec.volumes ?? []) as readonly (Source & { readonly name: string })[];
  if (volumes.length === 0) return `${space}Volumes:\t${NONE}\n`;
  let text = `${space}Volumes:\n`;
  for (const volume of volumes) {
    text += line(1, `${space === '' ? '' : ' '}${volume.name}:`);
    const kind = Object.keys(SOURCES).find((name) => volume[name] !== undefined);
    if (kind === undefined) text += line(1, '<unknown>');
    else for (const part of SOURCES[kind]?.(volume[kind] as Source) ?? []) text += line(2, part);
  }
  return text;
}
