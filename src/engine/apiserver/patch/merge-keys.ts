/**
 * Which lists of objects are merged item by item in a strategic merge patch, and by which field: the `patchMergeKey`
 * tags of k8s.io/api. Paths end with the field's name; lists that are not named here are replaced as a whole.
 */
const MERGE_KEYS: readonly (readonly [path: RegExp, key: string])[] = [
  [/(^|\.)(containers|initContainers|ephemeralContainers)$/, 'name'],
  [/ontainers\.env$/, 'name'],
  [/ontainers\.ports$/, 'containerPort'],
  [/^spec\.ports$/, 'port'],
  [/ontainers\.volumeMounts$/, 'mountPath'],
  [/ontainers\.volumeDevices$/, 'devicePath'],
  [/(^|\.)spec\.volumes$/, 'name'],
  [/(^|\.)imagePullSecrets$/, 'name'],
  [/(^|\.)hostAliases$/, 'ip'],
  [/(^|\.)topologySpreadConstraints$/, 'topologyKey'],
  [/^metadata\.ownerReferences$/, 'uid'],
  [/^spec\.taints$/, 'key'],
  [/^status\.(conditions|addresses)$/, 'type'],
];

/** `path` has dots between fields and no list positions: `spec.template.spec.containers`. */
export function mergeKeyOf(path: string): string | undefined {
  return MERGE_KEYS.find(([pattern]) => pattern.test(path))?.[1];
}
