/** Roles and their bindings. Follows pkg/registry/rbac. */
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const roleStrategy = strategyOf<'Role'>({
  resource: resourceInfo('Role', 'rbac.authorization.k8s.io', 'roles', '', true),
  nameRule: nameIsDNSSubdomain,
});

export const clusterRoleStrategy = strategyOf<'ClusterRole'>({
  resource: resourceInfo('ClusterRole', 'rbac.authorization.k8s.io', 'clusterroles', '', false),
  nameRule: nameIsDNSSubdomain,
});

export const roleBindingStrategy = strategyOf<'RoleBinding'>({
  resource: resourceInfo('RoleBinding', 'rbac.authorization.k8s.io', 'rolebindings', '', true),
  nameRule: nameIsDNSSubdomain,
});

export const clusterRoleBindingStrategy = strategyOf<'ClusterRoleBinding'>({
  resource: resourceInfo('ClusterRoleBinding', 'rbac.authorization.k8s.io', 'clusterrolebindings', '', false),
  nameRule: nameIsDNSSubdomain,
});
