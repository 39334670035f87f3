/** What `-f -` brings: YAML or JSON documents as plain values, within limits. */
import { isAlias, isMap, isSeq, type Node, parseAllDocuments } from 'yaml';
import type { ResourceInfo } from '../engine/index.ts';
import { KubectlError } from './kubectl-error.ts';
import { findResource } from './resource-args.ts';

const MAX_TEXT = 1024 * 1024;
const MAX_DEPTH = 100;
const MAX_ALIASES = 100;

export interface Manifest {
  readonly value: Readonly<Record<string, unknown>>;
  readonly resource: ResourceInfo;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Throws KubectlError with kubectl's words for text that is no manifest. `source` is `STDIN` or a file's name. */
export function readManifests(text: string, source = 'STDIN'): readonly Manifest[] {
  if (text.length > MAX_TEXT)
    throw new KubectlError(`error: error parsing ${source}: ${text.length} bytes are more than ${MAX_TEXT}\n`);
  const manifests: Manifest[] = [];
  for (const document of parseAllDocuments(text, {
    uniqueKeys: true,
    maxAliasCount: MAX_ALIASES,
    prettyErrors: true,
  } as object)) {
    const problem = document.errors[0];
    if (problem) {
      const line = problem.linePos?.[0].line ?? 1;
      throw new KubectlError(
        `error: error parsing ${source}: error converting YAML to JSON: yaml: line ${line}: ${yamlText(problem.message)}\n`,
      );
    }
    if (document.contents === null) continue;
    checkDepth(document.contents as Node, source);
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (value === null || value === undefined) continue;
    manifests.push(manifestOf(value, source));
  }
  if (manifests.length === 0) throw new KubectlError('error: no objects passed to apply\n');
  return manifests;
}

/** The first line of the parser's message, without its picture of the place. */
function yamlText(message: string): string {
  const first = (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
  return /tab/i.test(first) ? 'found character that cannot start any token' : first;
}

function checkDepth(root: Node, source: string): void {
  const open: { node: unknown; depth: number }[] = [{ node: root, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth > MAX_DEPTH)
      throw new KubectlError(`error: error parsing ${source}: nested deeper than ${MAX_DEPTH} levels\n`);
    if (isAlias(node)) continue;
    if (isMap(node)) for (const { value } of node.items) open.push({ node: value, depth: depth + 1 });
    else if (isSeq(node)) for (const item of node.items) open.push({ node: item, depth: depth + 1 });
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function manifestOf(value: unknown, source: string): Manifest {
  if (!isFields(value))
    throw new KubectlError(
      `error: error parsing ${source}: cannot unmarshal ${typeof value} into Go value of type map[string]interface {}\n`,
    );
  const { apiVersion, kind, metadata } = value;
  const missing = [apiVersion ? '' : 'apiVersion not set', kind ? '' : 'kind not set'].filter(Boolean);
  if (missing.length > 0)
    throw new KubectlError(
      `error: error validating "${source}": error validating data: ${missing.length > 1 ? `[${missing.join(', ')}]` : missing[0]}; if you choose to ignore these errors, turn validation off with --validate=false\n`,
    );
  const meta = isFields(metadata) ? metadata : {};
  const name = typeof meta.name === 'string' ? meta.name : '';
  const namespace = typeof meta.namespace === 'string' ? meta.namespace : undefined;
  return { value, resource: resourceFor(String(apiVersion), String(kind), name, namespace, source), name, namespace };
}

function resourceFor(
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
  source: string,
): ResourceInfo {
  try {
    const resource = findResource(kind);
    if (resource.apiVersion === apiVersion && resource.kind === kind) return resource;
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
  }
  throw new KubectlError(
    `error: resource mapping not found for name: "${name}" namespace: "${namespace ?? ''}" from "${source}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first\n`,
  );
}
