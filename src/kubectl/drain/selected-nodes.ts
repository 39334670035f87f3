/** Which nodes cordon, uncordon and drain mean. Follows Complete in kubectl's pkg/cmd/drain/drain.go. */
import type { Api, Node } from '../../engine/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import { findResource, objectsOf } from '../resource-args.ts';

/** One node that is missing stops the command before it has done anything (ApiError). */
export function selectedNodes(verb: string, line: CommandLine, api: Api): readonly Node[] {
  const selector = flag(line, 'selector');
  if (line.words.length === 0 && selector === undefined) refuseUsage(verb, `USAGE: ${verb} NODE [flags]`);
  if (line.words.length > 0 && selector) {
    refuseUsage(verb, 'error: cannot specify both a node name and a --selector option');
  }
  const resource = findResource('nodes');
  const targets =
    line.words.length === 0 ? [{ resource }] : line.words.map((word) => ({ resource, name: nameOf(word) }));
  return targets.flatMap((target) => objectsOf(target, line, api)).filter((object) => object.kind === 'Node');
}

function refuseUsage(verb: string, text: string): never {
  const message = text.startsWith('error: ') ? text : `error: ${text}`;
  throw new KubectlError(`${message}\nSee 'kubectl ${verb} -h' for help and examples\n`);
}

function nameOf(word: string): string {
  const slash = word.indexOf('/');
  if (slash < 0) return word;
  const { kind, plural, version, group } = findResource(word.slice(0, slash));
  if (kind !== 'Node') {
    const shown = `${group}/${version}, Resource=${plural}`;
    throw new KubectlError(`error: expected resource of type node, got "${shown}"\n`);
  }
  return word.slice(slash + 1);
}
