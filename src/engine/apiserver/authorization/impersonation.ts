/** Acting as somebody else. Follows apiserver/pkg/endpoints/filters/impersonation/impersonation.go. */
import { isDNS1123Label, isDNS1123Subdomain } from '../../model/names.ts';
import type { Reader } from '../../store/plane.ts';
import { forbiddenRequest, type ResourceAttributes, type UserInfo } from './attributes.ts';
import { authorize } from './rbac-authorizer.ts';

/** What kubectl's `--as` and `--as-group` say. */
export interface Impersonation {
  readonly user: string;
  readonly groups?: readonly string[];
}

const ANONYMOUS = 'system:anonymous';
const AUTHENTICATED = 'system:authenticated';
const UNAUTHENTICATED = 'system:unauthenticated';

/** The identity that a connection of `by` takes on. Throws 403 for the first part that `by` may not impersonate. */
export function impersonated(read: Reader, by: UserInfo, { user, groups = [] }: Impersonation): UserInfo {
  const account = serviceAccountOf(user);
  const parts: ResourceAttributes[] = [
    account
      ? { verb: 'impersonate', group: '', resource: 'serviceaccounts', ...account }
      : { verb: 'impersonate', group: '', resource: 'users', name: user },
    ...groups.map((name) => ({ verb: 'impersonate', group: '', resource: 'groups', name })),
  ];
  for (const part of parts) {
    const { allowed, reason } = authorize(read, by, part);
    if (!allowed) throw forbiddenRequest(by, part, reason);
  }
  // Groups that are named are the whole truth; otherwise a service account brings its own.
  const own = groups.length === 0 && account ? serviceAccountGroups(account.namespace) : groups;
  return { name: user, groups: withAuthentication(user, own) };
}

function withAuthentication(user: string, groups: readonly string[]): readonly string[] {
  if (user === ANONYMOUS) return groups.includes(UNAUTHENTICATED) ? groups : [...groups, UNAUTHENTICATED];
  return groups.includes(AUTHENTICATED) || groups.includes(UNAUTHENTICATED) ? groups : [...groups, AUTHENTICATED];
}

function serviceAccountGroups(namespace: string): readonly string[] {
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}

/** A user name of the form `system:serviceaccount:NAMESPACE:NAME` (authentication/serviceaccount/util.go). */
function serviceAccountOf(user: string): { readonly namespace: string; readonly name: string } | undefined {
  const prefix = 'system:serviceaccount:';
  if (!user.startsWith(prefix)) return undefined;
  const [namespace = '', name = '', ...rest] = user.slice(prefix.length).split(':');
  if (rest.length > 0 || isDNS1123Label(namespace).length > 0 || isDNS1123Subdomain(name).length > 0) return undefined;
  return { namespace, name };
}
