/** kubectl auth can-i. Follows kubectl's pkg/cmd/auth/cani.go. */
import { type Attributes, breakdownRule, compactRules } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Output } from '../kubectl-run.ts';
import { combineResourceGroup, goList, sortedRules } from '../printers/rules.ts';
import { printTable } from '../printers/table.ts';
import { namespaceOf } from '../resource-args.ts';
import { type ServedResource, servedResource } from '../served-resources.ts';
import type { Verb } from '../verbs/verb.ts';

const RESOURCE_VERBS =
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest'.split(
    ' ',
  );
const URL_VERBS = 'get put post head options delete patch *'.split(' ');
/** What no server lists, and rules may name all the same. */
const UNLISTED = ['users', 'groups'];

export const canI: Verb = {
  flags: {
    'all-namespaces': 'switch',
    quiet: 'switch',
    subresource: 'value',
    list: 'switch',
    'no-headers': 'switch',
  },
  run(line, env, output) {
    if (isOn(line, 'list')) {
      checkListFlags(line);
      output.out(accessTable(env.api.rulesReview(namespaceOf(line)), isOn(line, 'no-headers')));
      return undefined;
    }
    const { allowed, reason } = env.api.accessReview(attributesOf(line, output));
    if (!isOn(line, 'quiet')) output.out(allowed ? 'yes\n' : `no${reason === '' ? '' : ` - ${reason}`}\n`);
    if (!allowed) throw new KubectlError('');
    return undefined;
  },
};

function checkListFlags(line: CommandLine): void {
  if (line.words.length > 0) throw new KubectlError('error: list option must be specified with no arguments\n');
  if (isOn(line, 'quiet') || isOn(line, 'all-namespaces') || flag(line, 'subresource')) {
    throw new KubectlError(
      "error: list option can't be specified with neither quiet, all-namespaces nor subresource options\n",
    );
  }
}

/** kubectl's warnings end their line themselves, and their printer ends it again. */
function warn(output: Output, text: string): void {
  output.err(`Warning: ${text}\n\n`);
}

function attributesOf(line: CommandLine, output: Output): Attributes {
  const [verb, what, ...rest] = line.words;
  if (verb === undefined || what === undefined || rest.length > 0) {
    throw new KubectlError(
      "error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.\n",
    );
  }
  const attributes = what.startsWith('/')
    ? urlAttributes(verb, what, line, output)
    : resourceAttributes(verb, what, line, output);
  if (isOn(line, 'no-headers')) {
    throw new KubectlError('error: --no-headers cannot be set without --list specified\n');
  }
  return attributes;
}

function urlAttributes(verb: string, path: string, line: CommandLine, output: Output): Attributes {
  if (flag(line, 'subresource')) throw new KubectlError('error: --subresource can not be used with NonResourceURL\n');
  if (!URL_VERBS.includes(verb)) warn(output, `verb '${verb}' is not a known verb`);
  return { verb, path };
}

function resourceAttributes(verb: string, what: string, line: CommandLine, output: Output): Attributes {
  const slash = what.indexOf('/');
  const argument = slash < 0 ? what : what.slice(0, slash);
  const served = lookUp(argument, output);
  const everywhere = isOn(line, 'all-namespaces');
  if (!everywhere) {
    if (served && !served.namespaced)
      warn(output, `resource '${served.plural}' is not namespace scoped${inGroup(served.group)}`);
    if (!RESOURCE_VERBS.includes(verb)) warn(output, `verb '${verb}' is not a known verb`);
  }
  return {
    verb,
    group: served?.group ?? '',
    resource: served?.plural ?? argument,
    subresource: flag(line, 'subresource') ?? '',
    namespace: everywhere ? '' : namespaceOf(line),
    name: slash < 0 ? '' : what.slice(slash + 1),
  };
}

function inGroup(group: string): string {
  return group === '' ? '' : ` in group '${group}'`;
}

/** Undefined for a star, and for what the server does not serve: that is asked about as it stands. */
function lookUp(argument: string, output: Output): ServedResource | undefined {
  if (argument === '*') return undefined;
  const lower = argument.toLowerCase();
  const dot = lower.indexOf('.');
  const [resource, group] = dot < 0 ? [lower, ''] : [lower.slice(0, dot), lower.slice(dot + 1)];
  const served = servedResource(resource, group);
  if (!served && !UNLISTED.includes(lower)) {
    warn(output, `the server doesn't have a resource type '${resource}'${inGroup(group)}`);
  }
  return served;
}

function accessTable(rules: Parameters<typeof compactRules>[0], noHeaders: boolean): string {
  const rows = sortedRules(compactRules(rules.flatMap(breakdownRule))).map((rule) => [
    combineResourceGroup(rule),
    goList(rule.nonResourceURLs),
    goList(rule.resourceNames),
    goList(rule.verbs),
  ]);
  return printTable(noHeaders ? rows : [['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'], ...rows]);
}
