/** ServiceAccounts. Follows pkg/registry/core/serviceaccount/strategy.go. */

import { nameIsDNSSubdomain } from '../../model/names.ts';
import type { ServiceAccount } from '../../model/rbac.ts';
import { mapItems, withMember } from '../defaults/fill.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

/** Of the secrets that an account names, only the names count. */
function cleanSecretReferences<T extends Pick<ServiceAccount, 'secrets'>>(account: T): T {
  const { secrets } = account;
  if (!secrets) return account;
  const cleaned = mapItems(secrets, (secret) => (Object.keys(secret).length > 1 ? { name: secret.name } : secret));
  return withMember<Pick<ServiceAccount, 'secrets'>, 'secrets'>(account, 'secrets', cleaned) as T;
}

export const serviceAccountStrategy = strategyOf<'ServiceAccount'>({
  resource: resourceInfo('ServiceAccount', '', 'serviceaccounts', 'sa', true),
  nameRule: nameIsDNSSubdomain,
  prepareForCreate: cleanSecretReferences,
  prepareForUpdate: cleanSecretReferences,
});
