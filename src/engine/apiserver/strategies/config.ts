/** ConfigMaps and Secrets. Follows pkg/registry/core/configmap, pkg/registry/core/secret and pkg/apis/core/v1. */
import { base64Of } from '../../../lib/base64.ts';
import type { Draft } from '../../model/kinds.ts';
import { nameIsDNSSubdomain } from '../../model/names.ts';
import { fill } from '../defaults/fill.ts';
import {
  validateConfigMap,
  validateConfigMapUpdate,
  validateSecret,
  validateSecretUpdate,
} from '../validation/config.ts';
import { strategyOf } from './plain-strategy.ts';
import { resourceInfo } from './resource-info.ts';

export const configMapStrategy = strategyOf<'ConfigMap'>({
  resource: resourceInfo('ConfigMap', '', 'configmaps', 'cm', true),
  nameRule: nameIsDNSSubdomain,
  validateCreate: validateConfigMap,
  validateUpdate: validateConfigMapUpdate,
});

/** `stringData` is a way in only: it goes on top of `data` and is never stored. */
function applyDefaults(draft: Draft<'Secret'>): Draft<'Secret'> {
  const typed = fill(draft, { type: 'Opaque' });
  if (!typed.stringData) return typed;
  const { stringData, data, ...rest } = typed;
  const encoded = Object.entries(stringData).map(([key, value]) => [key, base64Of(value)] as const);
  const merged = { ...data, ...Object.fromEntries(encoded) };
  return Object.keys(merged).length === 0 ? rest : { ...rest, data: merged };
}

export const secretStrategy = strategyOf<'Secret'>({
  resource: resourceInfo('Secret', '', 'secrets', '', true),
  nameRule: nameIsDNSSubdomain,
  applyDefaults,
  validateCreate: validateSecret,
  validateUpdate: validateSecretUpdate,
});
