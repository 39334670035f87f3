/**
 * The Go types of the API's objects, as the decoder walks them. Their tables are texts, one type an entry:
 * `Type: field type, field type, …`, with Go's own notation of types, and two additions:
 * `raw` is any JSON, and a `!` marks a field that is written even when it is zero (Go: no omitempty).
 */
import { appsTypes } from './apps-types.ts';
import { containerTypes } from './container-types.ts';
import { coreTypes } from './core-types.ts';
import { metaTypes } from './meta-types.ts';
import { podTypes } from './pod-types.ts';
import { policyTypes } from './policy-types.ts';
import { serviceTypes } from './service-types.ts';
import { volumeTypes } from './volume-types.ts';

export interface ScalarType {
  readonly kind: 'string' | 'bool' | 'int32' | 'int64' | 'quantity' | 'intOrString' | 'time' | 'bytes' | 'raw';
  /** As Go's error messages name it. */
  readonly go: string;
}
export interface ListType {
  readonly kind: 'list';
  readonly go: string;
  readonly item: GoType;
}
export interface MapType {
  readonly kind: 'map';
  readonly go: string;
  readonly item: GoType;
}
export interface StructType {
  readonly kind: 'struct';
  readonly go: string;
  /** The bare name, as in `Go struct field NAME.path`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}
export type GoType = ScalarType | ListType | MapType | StructType;

export interface Field {
  readonly name: string;
  readonly type: GoType;
  /** Can be absent, so its zero value is kept and null means absent. */
  readonly pointer: boolean;
  /** Written even when zero. */
  readonly always: boolean;
}

/** Go's named string types: the name shows in type errors, and values of such a type are printed as JSON. */
const namedStrings = new Set(
  `AddressType AppArmorProfileType AzureDataDiskCachingMode AzureDataDiskKind Capability ConditionStatus ContainerRestartPolicy
  ContainerRestartRuleAction ContainerRestartRuleOnExitCodesOperator DNSPolicy DaemonSetConditionType
  DaemonSetUpdateStrategyType DeploymentConditionType DeploymentStrategyType FinalizerName GRPCProbeMode HTTPProtocol
  HostPathType IPFamily IPFamilyPolicy LabelSelectorOperator LimitType MountPropagationMode NamespaceConditionType NamespacePhase NodeAddressType
  NodeConditionType NodeInclusionPolicy NodePhase NodeSelectorOperator OSName PersistentVolumeAccessMode
  PersistentVolumeMode PodConditionType PodFSGroupChangePolicy PodPhase PodQOSClass PodResizeStatus
  PodSELinuxChangePolicy PreemptionPolicy ProcMountType Protocol PullPolicy RecursiveReadOnlyMode
  ReplicaSetConditionType ResourceHealthStatus ResourceID ResourceName ResourceQuotaScope ResourceResizeRestartPolicy
  RestartPolicy ScopeSelectorOperator SecretType ServiceAffinity ServiceExternalTrafficPolicy
  ServiceInternalTrafficPolicy ServiceType
  SeccompProfileType Signal StorageMedium SupplementalGroupsPolicy TaintEffect TerminationMessagePolicy
  TolerationOperator URIScheme UnhealthyPodEvictionPolicyType UniqueVolumeName UnsatisfiableConstraintAction VolumeHealthStatusType`.split(
    /\s+/,
  ),
);

const scalars = new Map<string, ScalarType>([
  ['string', { kind: 'string', go: 'string' }],
  ['bool', { kind: 'bool', go: 'bool' }],
  ['int32', { kind: 'int32', go: 'int32' }],
  ['int64', { kind: 'int64', go: 'int64' }],
  ['bytes', { kind: 'bytes', go: '[]uint8' }],
  ['raw', { kind: 'raw', go: 'interface {}' }],
  ['UID', { kind: 'string', go: 'types.UID' }],
  ['NodeName', { kind: 'string', go: 'types.NodeName' }],
  ['Quantity', { kind: 'quantity', go: 'resource.Quantity' }],
  ['IntOrString', { kind: 'intOrString', go: 'int32' }],
  ['Time', { kind: 'time', go: 'string' }],
  ['MicroTime', { kind: 'time', go: 'string' }],
  ...[...namedStrings].map((name): [string, ScalarType] => [name, { kind: 'string', go: `v1.${name}` }]),
]);

function readTables(...tables: string[]): Map<string, string> {
  const entries = new Map<string, string>();
  for (const entry of tables.join('').split(/\n(?=\w)/)) {
    const colon = entry.indexOf(':');
    if (colon > 0) entries.set(entry.slice(0, colon).trim(), entry.slice(colon + 1).trim());
  }
  return entries;
}

const source = readTables(
  metaTypes,
  volumeTypes,
  containerTypes,
  podTypes,
  coreTypes,
  appsTypes,
  serviceTypes,
  policyTypes,
);
const compiled = new Map<string, GoType>();

/** The type of that name or notation (`Pod`, `[]Container`). Throws on a name that no table has: a mistake in a table. */
export function goType(notation: string): GoType {
  const known = scalars.get(notation) ?? compiled.get(notation);
  if (known) return known;
  const type = compile(notation);
  compiled.set(notation, type);
  return type;
}

/** The struct of that name. Throws when no table has it. */
export function structType(name: string): StructType {
  const type = goType(name);
  if (type.kind !== 'struct') throw new Error(`${name} is no struct`);
  return type;
}

function compile(notation: string): GoType {
  if (notation.startsWith('[]')) {
    const item = goType(notation.slice(2));
    return { kind: 'list', go: `[]${item.go}`, item };
  }
  if (notation === 'ResourceList') return { kind: 'map', go: 'v1.ResourceList', item: goType('Quantity') };
  const map = /^map\[string\](.+)$/.exec(notation);
  if (map?.[1]) {
    const item = goType(map[1]);
    return { kind: 'map', go: `map[string]${item.go}`, item };
  }
  const text = source.get(notation);
  if (text === undefined) throw new Error(`no Go type named ${notation}`);
  const fields = new Map<string, Field>();
  for (const entry of text === '' ? [] : text.split(/,\s*/)) {
    const [name = '', fieldNotation = ''] = entry.split(' ');
    const always = fieldNotation.endsWith('!');
    const pointer = fieldNotation.startsWith('*');
    const bare = fieldNotation.slice(pointer ? 1 : 0, always ? -1 : undefined);
    fields.set(name, { name, type: goType(bare), pointer, always });
  }
  return { kind: 'struct', go: `v1.${notation}`, name: notation, fields };
}

/** Names of all struct types, for tests and tools. */
export const structNames: readonly string[] = [...source.keys()];
