/**
 * The API server's storage side: identity, versions and the order of its checks, as
 * k8s.io/apiserver/pkg/registry/generic/registry/store.go. What a kind's fields mean is its strategy's business.
 */
import { deepEqual } from '../../lib/deep-equal.ts';
import { NODE_LEASES, nodeLease, nodeLeases } from '../kubelet/node-lease.ts';
import type { Draft, Kind, Obj, Ref } from '../model/kinds.ts';
import { objectKey } from '../model/kinds.ts';
import { matchesSelector } from '../model/labels.ts';
import type { DraftMeta, ObjectMeta } from '../model/meta.ts';
import type { TableMap } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { nameSuffix, objectUid } from '../time/draw.ts';
import { type Millis, timestamp } from '../time/millis.ts';
import type { AdmissionContext } from './admission/plugin.ts';
import {
  admitCreate,
  admitDelete,
  admitUpdate,
  validateCreateAdmission,
  validateUpdateAdmission,
} from './admission.ts';
import type { DeleteOptions, ListOptions, Patch, WriteOptions } from './api.ts';
import { decoded } from './decode/decoded.ts';
import { refusedPatch } from './decode/refusal.ts';
import { applyDelete } from './deletion.ts';
import { alreadyExists, beingDeleted, conflict, invalid, notFound, preconditionFailed } from './errors.ts';
import { inNamespace, isFinished, withMeta, withSpecOf } from './object-parts.ts';
import { patched } from './patch/patched.ts';
import { allowingPrivileged } from './privileged.ts';
import { withAddresses } from './service-addresses.ts';
import { created, versioned, withStatus } from './stored.ts';
import { strategies } from './strategies.ts';
import type { KindStrategy } from './strategy.ts';
import { checkPatchedName, withSystemFields } from './system-fields.ts';

/** Base cut so that base and suffix fit into 63 characters (apiserver pkg/storage/names/generate.go). */
const MAX_GENERATED_BASE = 58;

/** Sees what is about to be stored, with defaults and before validation; throws ApiError to refuse it. */
export type Inspect = (next: Draft<Kind>, old?: Obj) => void;

export class ApiServer {
  readonly store: Store;
  readonly #seed: string;
  readonly #now: () => Millis;
  readonly #storeQuota = (quota: Obj<'ResourceQuota'>): void => {
    this.replace('ResourceQuota', quota);
  };

  constructor(store: Store, seed: string, now: () => Millis) {
    this.store = store;
    this.#seed = seed;
    this.#now = now;
  }

  get now(): Millis {
    return this.#now();
  }

  get<K extends Kind>(kind: K, ref: Ref): Obj<K> {
    const { resource } = strategyOf(kind);
    const key = resource.namespaced ? objectKey({ name: ref.name, namespace: ref.namespace ?? 'default' }) : ref.name;
    const found = (this.store.read.get(kind, key) ?? this.#computed(kind, ref)) as Obj<K> | undefined;
    if (!found) throw notFound(resource, ref.name);
    return found;
  }

  list<K extends Kind>(kind: K, options: ListOptions = {}): { items: readonly Obj<K>[]; resourceVersion: string } {
    const items: Obj<K>[] = [];
    for (const object of this.store.read.all(kind).values() as readonly Obj<K>[]) {
      const { namespace, labels } = object.metadata;
      if (options.namespace !== undefined && namespace !== options.namespace) continue;
      if (options.labelSelector && !matchesSelector(options.labelSelector, labels)) continue;
      items.push(object);
    }
    if (kind === 'Lease' && (options.namespace ?? NODE_LEASES) === NODE_LEASES) {
      items.push(...(nodeLeases(this.store.read, this.now) as readonly Obj[] as readonly Obj<K>[]));
    }
    items.sort((a, b) => (keyOf(a.metadata) < keyOf(b.metadata) ? -1 : 1)); // etcd lists by key
    return { items, resourceVersion: String(this.store.resourceVersion) };
  }

  /** `trusted` drafts come from the engine's own actors, whose types the compiler has checked: no decoding. */
  create<K extends Kind>(
    kind: K,
    draft: Draft<K>,
    trusted: boolean,
    options: WriteOptions = {},
    inspect?: Inspect,
  ): Obj<K> {
    const strategy = strategyOf(kind);
    const { resource } = strategy;
    let object = trusted ? draft : decoded(strategy, draft, options);
    object = strategy.applyDefaults(inNamespace(object, resource.namespaced));
    const admission = this.#admission(options);
    object = admitCreate(kind, object, admission);
    inspect?.(object as Draft<Kind>);
    object = strategy.prepareForCreate(object);
    const generated = !object.metadata.name && object.metadata.generateName;
    if (generated) object = withMeta(object, { name: this.#generateName(generated, options) });
    const causes = allowingPrivileged(strategy.validateCreate(object));
    const name = object.metadata.name ?? '';
    if (causes.length > 0) throw invalid(resource, name, causes);
    validateCreateAdmission(kind, object, admission);
    if (options.onWarning) strategy.warnings(object).forEach(options.onWarning);
    const key = keyOf(object.metadata);
    const namesake = this.store.read.get(kind, key) as Obj | undefined;
    if (namesake) throw (namesake.metadata.deletionTimestamp ? beingDeleted : alreadyExists)(resource, name);
    object = this.#allocated(kind, object);
    // A made-up name comes once; a given one may come again within the same millisecond.
    const salt = generated ? '' : this.store.resourceVersion;
    const uid = this.newUid(kind, key, salt);
    const creationTimestamp = timestamp(this.now);
    if (options.dryRun) return withMeta(object, { uid, creationTimestamp }) as unknown as Obj<K>;
    return this.#store(kind, key, created(object, uid, creationTimestamp, this.#nextVersion()));
  }

  update<K extends Kind>(
    kind: K,
    object: Obj<K>,
    trusted: boolean,
    options: WriteOptions = {},
    inspect?: Inspect,
  ): Obj<K> {
    const strategy = strategyOf(kind);
    const next = trusted ? object : (decoded(strategy, object, options) as unknown as Obj<K>);
    const old = this.get(kind, next.metadata);
    const { name, uid } = next.metadata;
    if (uid && uid !== old.metadata.uid) {
      throw preconditionFailed(strategy.resource, name, 'UID', uid, old.metadata.uid);
    }
    return this.#overwrite(kind, next, old, trusted, options, inspect);
  }

  patch<K extends Kind>(
    kind: K,
    ref: Ref,
    patch: Patch,
    trusted: boolean,
    options: WriteOptions = {},
    inspect?: Inspect,
  ): Obj<K> {
    const old = this.get(kind, ref);
    const { object, body } = patched(kind, old, patch);
    let next = object;
    try {
      if (!trusted) next = decoded(strategyOf(kind), object, options, old) as unknown as Obj<K>;
    } catch (error) {
      throw refusedPatch(error, patch.type, body, object);
    }
    checkPatchedName(next, old);
    return this.#overwrite(kind, next, old, trusted, options, inspect);
  }

  #overwrite<K extends Kind>(
    kind: K,
    object: Obj<K>,
    old: Obj<K>,
    trusted: boolean,
    options: WriteOptions,
    inspect: Inspect | undefined,
  ): Obj<K> {
    const strategy = strategyOf(kind);
    const { resource } = strategy;
    const { name, resourceVersion } = object.metadata;
    if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) throw conflict(resource, name);
    // Of all writes most are statuses, of kinds that keep all else: they need no look at the rest.
    if (trusted && options.subresource === 'status' && strategy.keepsAllButStatus) {
      return this.#writeStatus(kind, object, old, options);
    }
    let next = trusted ? object : (strategy.applyDefaults(object as unknown as Draft<K>) as unknown as Obj<K>);
    next = withSystemFields(next, old);
    inspect?.(next as Draft<Kind>, old);
    if (options.subresource === 'status') {
      next = strategy.prepareForStatusUpdate(next, old);
      // The engine's own controllers count right; a user may write what cannot be.
      const causes = trusted ? [] : strategy.validateUpdate(next, old);
      if (causes.length > 0) throw invalid(resource, name, causes);
    } else if (options.subresource === 'finalize') next = withSpecOf(next, old);
    else if (options.subresource === undefined) {
      const admission = this.#admission(options);
      next = strategy.prepareForUpdate(admitUpdate(kind, next, old, admission), old);
      const causes = allowingPrivileged(strategy.validateUpdate(next, old));
      if (causes.length > 0) throw invalid(resource, name, causes);
      validateUpdateAdmission(kind, next, old, admission);
      next = this.#allocated(kind, next, old);
      if (options.onWarning) strategy.updateWarnings(next, old).forEach(options.onWarning);
    }
    if (deepEqual(next, old)) return old;
    const key = keyOf(next.metadata);
    if (isFinished(next)) {
      if (!options.dryRun) this.remove(kind, key);
      return next;
    }
    return this.#write(kind, key, next, next.metadata, options);
  }

  /** Of kinds that keep all but the status. */
  #writeStatus<K extends Kind>(kind: K, object: Obj<K>, old: Obj<K>, options: WriteOptions): Obj<K> {
    const status = statusOf(object);
    if (status === undefined || deepEqual(status, statusOf(old))) return old;
    if (options.dryRun) return { ...old, status };
    const key = keyOf(old.metadata);
    if (isFinished(old)) {
      this.remove(kind, key);
      return { ...old, status };
    }
    return this.#store(kind, key, withStatus(old, status, this.#nextVersion()));
  }

  delete(kind: Kind, ref: Ref, options: DeleteOptions = {}): void {
    admitDelete(kind, ref.name);
    const object = this.get(kind, ref);
    applyDelete(this, kind, object, options);
  }

  /** `salt` tells apart objects that come by one name within one millisecond. */
  newUid(kind: Kind, key: string, salt: string | number): string {
    return objectUid(this.#seed, kind, key, `${this.now}/${salt}`);
  }

  /** Takes an object out of the store; a deletion has a version of its own. */
  remove(kind: Kind, key: string): void {
    this.store.nextResourceVersion();
    this.store.put(kind, key, undefined);
  }

  /** Stores an object under the next version. */
  replace<K extends Kind>(kind: K, object: Obj<K>): Obj<K> {
    return this.#write(kind, keyOf(object.metadata), object, object.metadata, {});
  }

  /** Node Leases are renewed all the time: they are made when somebody looks. */
  #computed(kind: Kind, { namespace, name }: Ref): Obj | undefined {
    if (kind !== 'Lease' || namespace !== NODE_LEASES) return undefined;
    return nodeLease(name, this.store.read, this.now);
  }

  /** Addresses and ports come last: only for what is stored. */
  #allocated<T extends Draft<Kind> | Obj>(kind: Kind, object: T, old?: Obj): T {
    if (kind !== 'Service') return object;
    const service = object as Draft<'Service'>;
    return withAddresses(service, old as Obj<'Service'> | undefined, { read: this.store.read, seed: this.#seed }) as T;
  }

  #admission({ dryRun = false }: WriteOptions): AdmissionContext {
    return {
      read: this.store.read,
      now: this.now,
      dryRun,
      storeQuota: this.#storeQuota,
    };
  }

  #write<K extends Kind>(kind: K, key: string, object: Obj<K>, metadata: ObjectMeta, options: WriteOptions): Obj<K> {
    if (options.dryRun) return metadata === object.metadata ? object : { ...object, metadata };
    return this.#store(kind, key, versioned(object, metadata, this.#nextVersion()));
  }

  #store<K extends Kind>(kind: K, key: string, object: Obj<K>): Obj<K> {
    this.store.put(kind, key, object as TableMap[K]);
    return object;
  }

  #nextVersion(): string {
    return String(this.store.nextResourceVersion());
  }

  #generateName(base: string, options: WriteOptions): string {
    const cut = base.slice(0, MAX_GENERATED_BASE);
    const n = this.store.read.get('generated', cut)?.count ?? 0;
    if (!options.dryRun) this.store.put('generated', cut, { count: n + 1 });
    return cut + nameSuffix(this.#seed, cut, n);
  }
}

function strategyOf<K extends Kind>(kind: K): KindStrategy<K> {
  return strategies[kind];
}

function statusOf(object: Obj): unknown {
  return 'status' in object ? object.status : undefined;
}

function keyOf(metadata: DraftMeta): string {
  const { name = '', namespace } = metadata;
  return objectKey({ namespace, name });
}
