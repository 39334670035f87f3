/** kubectl explain. Follows kubectl's pkg/cmd/explain/explain.go. */
import type { ResourceInfo } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { apiVersions } from '../discovery/api-resources.ts';
import { explainText } from '../explain/explain-text.ts';
import { KubectlError } from '../kubectl-error.ts';
import { findResource } from '../resource-args.ts';
import type { Verb } from './verb.ts';

export const explain: Verb = {
  flags: { 'api-version': 'value', 'max-depth': 'value', output: 'value', recursive: 'switch' },
  run(line, _env, output) {
    const [asked, ...others] = line.words;
    if (asked === undefined) {
      throw fail(
        'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
      );
    }
    if (others.length > 0) throw fail('We accept only this format: explain RESOURCE');
    const recursive = isOn(line, 'recursive');
    const maxDepth = Number(flag(line, 'max-depth') ?? 0);
    if (maxDepth > 0 && !recursive) throw fail('--max-depth requires --recursive');
    if (maxDepth < 0) throw fail('--max-depth must be non-negative');
    const { resource, path } = readRequest(asked);
    checkFormat(flag(line, 'output') ?? 'plaintext');
    checkVersion(resource, line);
    output.out(explainText(resource, path, { recursive, maxDepth }));
    return undefined;
  },
};

function fail(text: string): KubectlError {
  return new KubectlError(`error: ${text}\n`);
}

/** `pods.spec`, `daemonsets.apps.spec`, `daemonsets.v1.apps`: a group may stand between the resource and its fields. */
function readRequest(text: string): { readonly resource: ResourceInfo; readonly path: readonly string[] } {
  const [name = '', ...rest] = text.split('.');
  const resource = findResource(name);
  const { group, version } = resource;
  const groups = group === '' ? [] : [[version, ...group.split('.')], group.split('.')];
  const found = groups.find((parts) => parts.every((part, i) => rest[i] === part));
  return { resource, path: rest.slice(found?.length ?? 0) };
}

function checkFormat(format: string): void {
  if (format === 'plaintext-openapiv2') {
    throw fail('the playground explains by OpenAPI v3 only: leave out -o plaintext-openapiv2');
  }
  if (format !== 'plaintext') throw fail(`unrecognized format: ${format}`);
}

function checkVersion({ plural, apiVersion }: ResourceInfo, line: CommandLine): void {
  const asked = flag(line, 'api-version') ?? '';
  if (asked === '' || asked === apiVersion) return;
  if (asked.split('/').length > 2) throw fail(`unexpected GroupVersion string: ${asked}`);
  const named = `${asked.includes('/') ? asked : `/${asked}`}, Resource=${plural}`;
  if (!apiVersions().includes(asked)) throw fail(`couldn't find resource for "${named}"`);
  throw fail(`GVR (${named}) not found in OpenAPI schema`);
}
