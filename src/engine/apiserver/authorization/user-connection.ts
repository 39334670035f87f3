/** A user's connection: each request is authorized before the server sees it, as the API server's filters do. */
import type { Draft, Kind, Obj, Ref } from '../../model/kinds.ts';
import type { PolicyRule } from '../../model/rbac.ts';
import type { Reader } from '../../store/plane.ts';
import type { Api, DeleteOptions, ListOptions, Patch, Scale, WatchEvent, WriteOptions } from '../api.ts';
import { strategies } from '../strategies.ts';
import { type Attributes, forbiddenRequest, type ResourceAttributes, type UserInfo } from './attributes.ts';
import { type Impersonation, impersonated } from './impersonation.ts';
import { authorize, type Decision, rulesFor } from './rbac-authorizer.ts';

/** What users can ask beyond `Api`: about themselves, and to act as somebody else. */
export interface UserApi extends Api {
  /** The same connection in another's name. Throws 403 when its owner may not impersonate that one. */
  as(who: Impersonation): UserApi;
  /** SelfSubjectReview: who the server takes this user for. */
  selfReview(): UserInfo;
  /** SelfSubjectAccessReview: may this user do that? */
  accessReview(attributes: Attributes): Decision;
  /** SelfSubjectRulesReview: all that this user may do in a namespace. */
  rulesReview(namespace: string): readonly PolicyRule[];
}

/** `open` gives the connection beneath: one in the name of `user`, which checks nothing but escalation. */
export function userConnection(read: Reader, user: UserInfo, open: (user: UserInfo) => Api): UserApi {
  const api = open(user);

  function check(attributes: ResourceAttributes): void {
    const { allowed, reason } = authorize(read, user, attributes);
    if (!allowed) throw forbiddenRequest(user, attributes, reason);
  }

  function checkKind(verb: string, kind: Kind, ref: Partial<Ref>, subresource?: string): void {
    const { group, plural, namespaced } = strategies[kind].resource;
    const namespace = namespaced ? ref.namespace : undefined;
    check({ verb, group, resource: plural, subresource, namespace, name: ref.name });
  }

  /** An object's own place: without a namespace that is `default`. */
  function checkObject(verb: string, kind: Kind, ref: Partial<Ref>, subresource?: string): void {
    checkKind(verb, kind, { ...ref, namespace: ref.namespace ?? 'default' }, subresource);
  }

  function checkReview(group: string, resource: string): void {
    check({ verb: 'create', group, resource });
  }

  return {
    as: (who) => userConnection(read, impersonated(read, user, who), open),
    selfReview() {
      checkReview('authentication.k8s.io', 'selfsubjectreviews');
      return user;
    },
    accessReview(attributes) {
      checkReview('authorization.k8s.io', 'selfsubjectaccessreviews');
      return authorize(read, user, attributes);
    },
    rulesReview(namespace) {
      checkReview('authorization.k8s.io', 'selfsubjectrulesreviews');
      return rulesFor(read, user, namespace);
    },
    get<K extends Kind>(kind: K, ref: Ref): Obj<K> {
      checkObject('get', kind, ref);
      return api.get(kind, ref);
    },
    list<K extends Kind>(kind: K, options?: ListOptions) {
      checkKind('list', kind, { namespace: options?.namespace });
      return api.list(kind, options);
    },
    create<K extends Kind>(kind: K, draft: Draft<K>, options?: WriteOptions): Obj<K> {
      checkObject('create', kind, { namespace: draft.metadata?.namespace }, options?.subresource);
      return api.create(kind, draft, options);
    },
    update<K extends Kind>(kind: K, object: Obj<K>, options?: WriteOptions): Obj<K> {
      const { name, namespace } = object.metadata ?? {};
      checkObject('update', kind, { name, namespace }, options?.subresource);
      return api.update(kind, object, options);
    },
    patch<K extends Kind>(kind: K, ref: Ref, patch: Patch, options?: WriteOptions): Obj<K> {
      checkObject('patch', kind, ref, options?.subresource);
      return api.patch(kind, ref, patch, options);
    },
    delete(kind: Kind, ref: Ref, options?: DeleteOptions): void {
      checkObject('delete', kind, ref);
      api.delete(kind, ref, options);
    },
    getScale(kind: Kind, ref: Ref): Scale {
      checkObject('get', kind, ref, 'scale');
      return api.getScale(kind, ref);
    },
    setScale(kind: Kind, ref: Ref, replicas: number, options?: WriteOptions): Scale {
      checkObject('patch', kind, ref, 'scale');
      return api.setScale(kind, ref, replicas, options);
    },
    evict(ref: Ref, options?: DeleteOptions): void {
      checkObject('create', 'Pod', ref, 'eviction');
      api.evict(ref, options);
    },
    watch<K extends Kind>(kind: K, resourceVersion: string, on: (event: WatchEvent<K>) => void): () => void {
      checkKind('watch', kind, {});
      return api.watch(kind, resourceVersion, on);
    },
  };
}
