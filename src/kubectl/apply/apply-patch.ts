/** The patch that makes a live object what a manifest says. Follows Patcher in kubectl's pkg/cmd/apply/patcher.go. */
import {
  ApiError,
  goJson,
  type Obj,
  type ResourceInfo,
  StrategicPatchError,
  threeWayPatch,
} from '../../engine/index.ts';
import type { ErrorSource } from '../error-text.ts';
import { ObjectProblem } from '../failures.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import { type Fields, isFields, type Manifest } from '../manifests.ts';

export function findLive({ resource, name, namespace }: Manifest, { api }: KubectlEnv): Obj | undefined {
  try {
    return api.get(resource.kind, { name, namespace });
  } catch (error) {
    if (error instanceof ApiError && error.status.reason === 'NotFound') return undefined;
    throw error;
  }
}

/** As the server will drop them from a patch, apply drops them from what it creates. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** Throws ObjectProblem for what cannot be merged. `original` is the manifest that was applied last. */
export function applyPatch(
  { resource, name, namespace, file }: Manifest,
  original: string | undefined,
  modified: Fields,
  current: Obj,
): Fields {
  const { kind } = resource;
  try {
    // The kind may have been written in small letters, which is no change.
    return threeWayPatch(kind, parsed(original), { ...modified, kind }, current as unknown as Fields);
  } catch (error) {
    if (!(error instanceof StrategicPatchError)) throw error;
    const texts = `original:\n${original ?? ''}\nmodified:\n${goJson(modified)}\n\ncurrent:\n${goJson(current)}\n\nfor: ${error.message}`;
    const why = `error when patching "${file}": creating patch with:\n${texts}`;
    throw new ObjectProblem(
      `error when applying patch:\n\nto:\n${infoText(resource, name, namespace)}\nfor: "${file}": ${why}`,
    );
  }
}

function parsed(text: string | undefined): Fields {
  if (text === undefined || text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    throw new StrategicPatchError('invalid JSON document');
  }
}

export function infoText({ group, version, plural, kind }: ResourceInfo, name: string, namespace = ''): string {
  const at = `${group}/${version}`;
  return `Resource: "${at}, Resource=${plural}", GroupVersionKind: "${at}, Kind=${kind}"\nName: "${name}", Namespace: "${namespace}"`;
}

export function retrieving({ resource, name, namespace, file }: Manifest): ErrorSource {
  const verb = `retrieving current configuration of:\n${infoText(resource, name, namespace)}\nfrom server for:`;
  return { verb, file };
}
