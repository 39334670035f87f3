/** Who asks for what: what an authorizer is given. Follows apiserver/pkg/authorization/authorizer and endpoints/handlers/responsewriters. */
import { forbidden, quoted } from '../errors.ts';
import type { ApiError } from '../status.ts';

/** A user, a service account or a component, with the groups that its authentication gave it. */
export interface UserInfo {
  readonly name: string;
  readonly groups: readonly string[];
}

/** `namespace` and `name` are '' where the request names none; so is `group` for the core group. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A request for something that is no resource, such as `/healthz`. */
export interface NonResourceAttributes {
  readonly verb: string;
  readonly path: string;
}

export type Attributes = ResourceAttributes | NonResourceAttributes;

export function isResourceRequest(attributes: Attributes): attributes is ResourceAttributes {
  return 'resource' in attributes;
}

/** `pods/log`, or `pods`. */
export function combinedResource({ resource, subresource = '' }: ResourceAttributes): string {
  return subresource === '' ? resource : `${resource}/${subresource}`;
}

function refusal(user: UserInfo, attributes: Attributes): string {
  const who = `User ${quoted(user.name)} cannot ${attributes.verb}`;
  if (!isResourceRequest(attributes)) return `${who} path ${quoted(attributes.path)}`;
  const what = `${who} resource ${quoted(combinedResource(attributes))} in API group ${quoted(attributes.group)}`;
  return attributes.namespace
    ? `${what} in the namespace ${quoted(attributes.namespace)}`
    : `${what} at the cluster scope`;
}

/** 403; `reason` is the authorizer's, '' when it has none. */
export function forbiddenRequest(user: UserInfo, attributes: ResourceAttributes, reason: string): ApiError {
  const why = refusal(user, attributes);
  const { group, resource, name = '' } = attributes;
  return forbidden({ group, plural: resource, kind: '' }, name, reason === '' ? why : `${why}: ${reason}`);
}
