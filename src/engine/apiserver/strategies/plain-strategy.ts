/** What all kinds share: decoding by the tables, metadata rules, and doing nothing where a kind has no rule of its own. */
import type { Draft, Kind, Obj } from '../../model/kinds.ts';
import { DecodeProblem, decodeAs } from '../decode/decode.ts';
import { structType } from '../decode/go-types.ts';
import { isJsonObject } from '../decode/json-value.ts';
import { UndecodableError } from '../decode/refusal.ts';
import { badRequest } from '../errors.ts';
import type { StatusCause } from '../status.ts';
import type { FieldValidation, KindStrategy, ResourceInfo } from '../strategy.ts';
import { type NameRule, validateMetadata, validateMetadataUpdate } from '../validation/metadata.ts';

/** A kind's own rules; what is left out does nothing. `validate*` follow the rules of metadata. */
export interface KindRules<K extends Kind> {
  readonly resource: ResourceInfo;
  readonly nameRule: NameRule;
  readonly decoded?: (draft: Draft<K>) => Draft<K>;
  readonly applyDefaults?: (draft: Draft<K>) => Draft<K>;
  readonly prepareForCreate?: (draft: Draft<K>) => Draft<K>;
  readonly prepareForUpdate?: (next: Obj<K>, old: Obj<K>) => Obj<K>;
  /** Default: only the status is taken over. */
  readonly prepareForStatusUpdate?: (next: Obj<K>, old: Obj<K>) => Obj<K>;
  readonly validateCreate?: (draft: Draft<K>) => StatusCause[];
  readonly validateUpdate?: (next: Obj<K>, old: Obj<K>) => StatusCause[];
  readonly warnings?: (draft: Draft<K>) => string[];
  readonly updateWarnings?: (next: Obj<K>, old: Obj<K>) => string[];
}

export function strategyOf<K extends Kind>(rules: KindRules<K>): KindStrategy<K> {
  const { resource, nameRule } = rules;
  const same = <T>(value: T): T => value;
  return {
    resource,
    decode: (json, mode, stored) => (rules.decoded ?? same)(decodeKind<K>(resource, json, mode, stored)),
    applyDefaults: rules.applyDefaults ?? same,
    prepareForCreate: rules.prepareForCreate ?? same,
    prepareForUpdate: rules.prepareForUpdate ?? same,
    keepsAllButStatus: rules.prepareForStatusUpdate === undefined,
    prepareForStatusUpdate: rules.prepareForStatusUpdate ?? withStatusOf,
    validateCreate: (draft) => {
      const causes = validateMetadata(draft.metadata, resource.namespaced, nameRule);
      if (rules.validateCreate) causes.push(...rules.validateCreate(draft));
      return causes;
    },
    validateUpdate: (next, old) => {
      // Status updates, the bulk of all writes, keep the stored metadata.
      const kept = next.metadata === old.metadata;
      const causes = kept ? [] : validateMetadataUpdate(next.metadata, old.metadata, resource.namespaced);
      if (rules.validateUpdate) causes.push(...rules.validateUpdate(next, old));
      return causes;
    },
    warnings: rules.warnings ?? (() => []),
    updateWarnings: rules.updateWarnings ?? (() => []),
  };
}

/** Kinds without a status have no such requests. */
function withStatusOf<T extends object>(next: T, old: T): T {
  if (!('status' in next) || ('status' in old && old.status === next.status)) return old;
  return { ...old, status: next.status };
}

const headType =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

/** Where the API server's own types are registered, as its errors say. */
const SCHEME = 'pkg/api/legacyscheme/scheme.go:30';

function decodeKind<K extends Kind>(
  resource: ResourceInfo,
  json: unknown,
  mode: FieldValidation,
  stored: Obj<K> | undefined,
): Draft<K> {
  const { kind, apiVersion, version } = resource;
  if (!isJsonObject(json)) {
    const found = Array.isArray(json) ? 'array' : typeof json;
    const problem = `couldn't get version/kind; json parse error: json: cannot unmarshal ${found} into Go value of type ${headType}`;
    throw badRequest(`the object provided is unrecognized (must be of type ${kind}): ${problem}`);
  }
  if (typeof json.apiVersion === 'string' && json.apiVersion !== apiVersion) {
    const versions = `the API version in the data (${json.apiVersion}) does not match the expected API version (${apiVersion})`;
    throw badRequest(versions);
  }
  if (typeof json.kind === 'string' && json.kind !== kind) {
    const why = `no kind "${json.kind}" is registered for version "${apiVersion}" in scheme "${SCHEME}"`;
    throw badRequest(`${json.kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
  }
  const draft = decodeAnonymous<K>(resource, json, mode, stored);
  return json.kind === kind && json.apiVersion === apiVersion ? draft : { ...draft, kind, apiVersion };
}

function decodeAnonymous<K extends Kind>(
  resource: ResourceInfo,
  json: unknown,
  mode: FieldValidation,
  stored: Obj<K> | undefined,
): Draft<K> {
  try {
    return decodeAs(structType(resource.kind), json, mode, stored) as Draft<K>;
  } catch (error) {
    if (error instanceof DecodeProblem) throw new UndecodableError(resource.kind, resource.version, error);
    throw error;
  }
}
