/** The resources that this server lists when it is asked for all it has. Follows ServerPreferredResources of client-go's discovery. */
import { type ResourceInfo, resources } from '../../engine/index.ts';

export interface ApiResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
}

const STORED = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
/** A Namespace goes with all that is in it, so that many are not deleted at once. */
const WITHOUT_DELETE_COLLECTION = ['namespaces'];
/** What `all` stands for, in its order. */
const ALL = ['pods', 'services', 'daemonsets', 'deployments', 'replicasets'];

/** Questions about users: they can be asked, and are never stored. */
const reviews: readonly ApiResource[] = [
  review('authentication.k8s.io', 'selfsubjectreviews', 'SelfSubjectReview'),
  review('authorization.k8s.io', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview'),
  review('authorization.k8s.io', 'selfsubjectrulesreviews', 'SelfSubjectRulesReview'),
];

function review(group: string, name: string, kind: string): ApiResource {
  const singularName = kind.toLowerCase();
  const names = { name, singularName, shortNames: [], categories: [] };
  return { ...names, group, version: 'v1', kind, namespaced: false, verbs: ['create'] };
}

function stored({ plural, singular, namespaced, group, version, kind, shortNames }: ResourceInfo): ApiResource {
  const verbs = WITHOUT_DELETE_COLLECTION.includes(plural)
    ? STORED.filter((verb) => verb !== 'deletecollection')
    : STORED;
  const categories = ALL.includes(plural) ? ['all'] : [];
  return { name: plural, singularName: singular, namespaced, group, version, kind, verbs, shortNames, categories };
}

export const apiResources: readonly ApiResource[] = [...resources.map(stored), ...reviews];

/** `v1`, `apps/v1`, …, in order of their texts. */
export function apiVersions(): readonly string[] {
  return [...new Set(apiResources.map(apiVersionOf))].sort();
}

export function apiVersionOf({ group, version }: Pick<ApiResource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Those that a word like `all` stands for. */
export function inCategory(category: string): readonly ResourceInfo[] {
  if (category !== 'all') return [];
  return ALL.flatMap((name) => resources.filter(({ plural }) => plural === name));
}
