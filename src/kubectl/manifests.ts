/**
 * What `-f -` brings: the objects of a stream of YAML or JSON. Reading stops where the stream cannot be read on, and goes
 * on behind an object that cannot be used. Follows StreamVisitor, mapper and FlattenListVisitor in cli-runtime/pkg/resource.
 */
import {
  goJson,
  type Labels,
  metadataProblem,
  parseSelector,
  type ResourceInfo,
  resources,
  SelectorError,
  selectorMatches,
} from '../engine/index.ts';
import { DocumentError, depthProblem, readDocuments, sizeProblem } from '../manifest/index.ts';
import { type CommandLine, flag } from './command-line.ts';
import { aggregateText } from './error-text.ts';
import { validationOf } from './field-validation.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface Manifest {
  readonly value: Fields;
  readonly resource: ResourceInfo;
  readonly name: string;
  /** Where it was read: `STDIN`, or a file's name. */
  readonly file: string;
  /** As it will be: the manifest's own, or the command's; undefined for kinds that have none. */
  readonly namespace: string | undefined;
}

export interface Manifests {
  readonly objects: readonly Manifest[];
  /** In kubectl's words, without `error: `. */
  readonly problems: readonly string[];
}

/** Never throws. `file` is `STDIN` or a file's name. */
export function readManifests(text: string, line: CommandLine, file = 'STDIN'): Manifests {
  const objects: Manifest[] = [];
  const problems: string[] = [];
  const attempt = (act: () => void): boolean => {
    try {
      act();
      return true;
    } catch (error) {
      if (!(error instanceof ManifestProblem)) throw error;
      problems.push(error.message);
      return false;
    }
  };
  attempt(() => {
    for (const value of documentsOf(text, file)) {
      if (validationOf(line).fieldValidation !== 'Ignore') validate(value, file);
      attempt(() => {
        for (const item of itemsOf(decoded(value, file), file))
          attempt(() => objects.push(manifestOf(item, line, file)));
      });
    }
  });
  let chosen: readonly Manifest[] = [];
  attempt(() => {
    chosen = withLabels(objects, flag(line, 'selector'));
  });
  return { objects: chosen, problems };
}

/** What `-l` leaves of the files' objects. Follows visitByPaths in cli-runtime/pkg/resource/builder.go. */
function withLabels(objects: readonly Manifest[], text: string | undefined): readonly Manifest[] {
  if (text === undefined) return objects;
  try {
    const selector = parseSelector(text);
    return objects.filter(({ value: { metadata } }) => {
      const labels = isFields(metadata) && isFields(metadata.labels) ? metadata.labels : {};
      return selectorMatches(selector, labels as Labels);
    });
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw new ManifestProblem(`the provided selector ${JSON.stringify(text)} is not valid: ${error.message}`);
  }
}

class ManifestProblem extends Error {}

/** Throws ManifestProblem; what came before it has been answered by then. */
function* documentsOf(text: string, file: string): Generator<unknown, void> {
  const tooLong = sizeProblem(text);
  if (tooLong) throw new ManifestProblem(`error parsing ${file}: ${tooLong}`);
  try {
    for (const value of readDocuments(text)) {
      const tooDeep = depthProblem(value);
      if (tooDeep) throw new ManifestProblem(`unable to decode "${file}": ${tooDeep}`);
      yield value;
    }
  } catch (error) {
    if (error instanceof DocumentError) throw new ManifestProblem(`error parsing ${file}: ${error.message}`);
    throw error;
  }
}

/** Follows getObjectKind in kubectl's pkg/validation/validation.go; the fields are the server's to check. */
function validate(value: unknown, file: string): void {
  const problems = isFields(value) ? kindProblems(value) : ['invalid object to validate'];
  if (problems.length === 0) return;
  const advice = 'if you choose to ignore these errors, turn validation off with --validate=false';
  throw new ManifestProblem(`error validating "${file}": error validating data: ${aggregateText(problems)}; ${advice}`);
}

function kindProblems({ apiVersion, kind }: Fields): readonly string[] {
  const problems: string[] = [];
  if (apiVersion === undefined || apiVersion === null) problems.push('apiVersion not set');
  else if (typeof apiVersion !== 'string') problems.push("apiVersion isn't string type");
  else if (apiVersion.split('/').length > 2) problems.push(`unexpected GroupVersion string: ${apiVersion}`);
  if (kind === undefined || kind === null) problems.push('kind not set');
  else if (typeof kind !== 'string') problems.push("kind isn't string type");
  return problems;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object, or a list of some, whose metadata can be read. */
function decoded(value: unknown, file: string): Fields {
  const undecodable = (why: string): ManifestProblem => new ManifestProblem(`unable to decode "${file}": ${why}`);
  if (!isFields(value))
    throw undecodable(`json: cannot unmarshal ${jsonType(value)} into Go value of type unstructured.detector`);
  if (value.items !== undefined && value.items !== null && !Array.isArray(value.items)) {
    const into = 'Go struct field decodeList.items of type []json.RawMessage';
    throw undecodable(`json: cannot unmarshal ${jsonType(value.items)} into ${into}`);
  }
  for (const item of listItems(value)) {
    if (isFields(item)) continue;
    throw undecodable(`json: cannot unmarshal ${jsonType(item)} into Go value of type map[string]interface {}`);
  }
  if (typeof value.kind !== 'string' || value.kind === '') {
    throw undecodable(`Object 'Kind' is missing in '${goJson(value)}'`);
  }
  const problem = metadataProblem(value);
  if (problem) throw undecodable(problem);
  return value;
}

function listItems({ items }: Fields): readonly unknown[] {
  return Array.isArray(items) ? items : [];
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'object' : typeof value;
}

/** A list's items, with the kind that it implies; another object as it is. Throws ManifestProblem for a list of no known kind. */
function itemsOf(value: Fields, file: string): readonly Fields[] {
  if (!Array.isArray(value.items)) return [value];
  const { apiVersion, kind } = value;
  const known = resources.some(
    (resource) => resource.apiVersion === apiVersion && (kind === 'List' || kind === `${resource.kind}List`),
  );
  if (!known) throw notMapped(value, file);
  const itemKind = String(kind).replace(/List$/, '');
  return value.items.map((item: Fields) =>
    item.kind || item.apiVersion ? item : { ...item, kind: itemKind, apiVersion },
  );
}

function manifestOf(value: Fields, line: CommandLine, file: string): Manifest {
  const { apiVersion, kind } = value;
  // Discovery also knows each kind in small letters; the server then does not.
  const resource = resources.find(
    (one) => one.apiVersion === apiVersion && (one.kind === kind || one.kind.toLowerCase() === kind),
  );
  if (!resource) throw notMapped(value, file);
  const { name, namespace: own } = nameOf(value);
  if (!resource.namespaced) return { value, resource, name, file, namespace: undefined };
  const asked = flag(line, 'namespace');
  if (asked !== undefined && own !== '' && own !== asked) {
    throw new ManifestProblem(
      `the namespace from the provided object "${own}" does not match the namespace "${asked}". You must pass '--namespace=${own}' to perform this operation.`,
    );
  }
  return { value, resource, name, file, namespace: own === '' ? (asked ?? 'default') : own };
}

function nameOf({ metadata }: Fields): { readonly name: string; readonly namespace: string } {
  const { name, namespace } = isFields(metadata) ? metadata : {};
  return {
    name: typeof name === 'string' ? name : '',
    namespace: typeof namespace === 'string' ? namespace : '',
  };
}

function notMapped(value: Fields, file: string): ManifestProblem {
  const { name, namespace } = nameOf(value);
  const where = `name: "${name}" namespace: "${namespace}" from "${file}"`;
  const why = `no matches for kind "${value.kind}" in version "${value.apiVersion}"`;
  return new ManifestProblem(`resource mapping not found for ${where}: ${why}\nensure CRDs are installed first`);
}
