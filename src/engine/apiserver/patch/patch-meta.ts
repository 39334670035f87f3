/**
 * How the fields of a type are patched: the `patchStrategy` and `patchMergeKey` tags of k8s.io/api. Follows
 * apimachinery/pkg/util/strategicpatch/meta.go and LookupPatchMetadataForStruct in its forked json package.
 */
import { type Field, type GoType, goType } from '../decode/go-types.ts';
import { quoted } from '../errors.ts';
import { StrategicPatchError } from './patch-error.ts';

export interface PatchMeta {
  /** The type that the field's value, or an item of its list, is looked up in. */
  readonly schema: GoType;
  /** Lists: items are merged instead of replaced. */
  readonly merge: boolean;
  /** '' for lists of scalars. */
  readonly mergeKey: string;
  /** A union: what the patch does not name is cleared. */
  readonly retainKeys: boolean;
}

/** `Type.field`: `merge KEY`, `merge` (scalars), `retainKeys`, or both. */
const TAGS: ReadonlyMap<string, string> = new Map(
  `Container.env merge name; Container.ports merge containerPort; Container.volumeDevices merge devicePath;
  Container.volumeMounts merge mountPath; ContainerStatus.allocatedResourcesStatus merge name;
  ContainerStatus.volumeMounts merge mountPath; DaemonSetStatus.conditions merge type;
  DeploymentSpec.strategy retainKeys; DeploymentStatus.conditions merge type; EphemeralContainer.env merge name;
  EphemeralContainer.ports merge containerPort; EphemeralContainer.volumeDevices merge devicePath;
  EphemeralContainer.volumeMounts merge mountPath; NamespaceStatus.conditions merge type;
  NodeAllocatableResourceClaimStatus.mapping merge name; NodeAllocatableResourceClaimStatus.overhead merge name;
  NodeSpec.podCIDRs merge; NodeStatus.addresses merge type; NodeStatus.conditions merge type;
  ObjectMeta.finalizers merge; ObjectMeta.ownerReferences merge uid; PodSpec.containers merge name;
  PodSpec.ephemeralContainers merge name; PodSpec.evictionResponders merge name; PodSpec.hostAliases merge ip;
  PodSpec.imagePullSecrets merge name; PodSpec.initContainers merge name;
  PodSpec.resourceClaims merge,retainKeys name; PodSpec.schedulingGates merge name;
  PodSpec.topologySpreadConstraints merge topologyKey; PodSpec.volumes merge,retainKeys name;
  PodStatus.conditions merge type; PodStatus.hostIPs merge ip;
  PodStatus.nodeAllocatableResourceClaimStatuses merge resourceClaimName; PodStatus.podIPs merge ip;
  PodStatus.resourceClaimStatuses merge,retainKeys name; PodVolumeHealth.healthConditions merge status;
  ReplicaSetStatus.conditions merge type`
    .split(/;\s*/)
    .map((entry): [string, string] => {
      const space = entry.indexOf(' ');
      return [entry.slice(0, space), entry.slice(space + 1)];
    }),
);

/** Throws StrategicPatchError for a field that the type has not. */
export function lookupStruct(schema: GoType, key: string): PatchMeta {
  if (schema.kind !== 'struct') {
    throw new StrategicPatchError(
      `merging an object in json but data type is not struct, instead is: ${kindName(schema)}`,
    );
  }
  const field = schema.fields.get(key) ?? folded(schema.fields.values(), key);
  if (!field) {
    throw new StrategicPatchError(
      `unable to find api field in struct ${schema.name} for the json field ${quoted(key)}`,
    );
  }
  const [strategies = '', mergeKey = ''] = (TAGS.get(`${schema.name}.${field.name}`) ?? '').split(' ');
  return {
    schema: field.type,
    merge: strategies.startsWith('merge'),
    mergeKey,
    retainKeys: strategies.endsWith('retainKeys'),
  };
}

/** As lookupStruct, for a field that is a list: the schema is that of an item. */
export function lookupSlice(schema: GoType, key: string): PatchMeta {
  const meta = lookupStruct(schema, key);
  if (meta.schema.kind === 'list') return { ...meta, schema: meta.schema.item };
  throw new StrategicPatchError(`expected slice or array type, but got: ${kindName(schema)}`);
}

/** The kind's own Go type; every kind that is served has one. */
export function patchSchema(kind: string): GoType {
  return goType(kind);
}

function folded(fields: Iterable<Field>, key: string): Field | undefined {
  const wanted = key.toLowerCase();
  for (const field of fields) if (field.name.toLowerCase() === wanted) return field;
  return undefined;
}

/** As reflect.Kind prints it. */
export function kindName(schema: GoType): string {
  switch (schema.kind) {
    case 'list':
    case 'bytes':
      return 'slice';
    case 'raw':
    case 'time':
    case 'quantity':
    case 'intOrString':
      return 'struct';
    default:
      return schema.kind;
  }
}
