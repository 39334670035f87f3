import { describe, expect, it } from 'vitest';
import { testCluster } from '../testing/test-cluster.ts';
import { commandAt, globalFlags } from './catalog/catalog.ts';
import { parseCommandLine } from './command-line.ts';
import { runKubectl } from './run.ts';

function parsed(path: string, ...args: string[]) {
  const { words, flags, dash } = parseCommandLine(args, [...globalFlags, ...(commandAt(path)?.flags ?? [])]);
  return { words, flags: Object.fromEntries(flags), dash };
}

function run(line: string) {
  const cluster = testCluster();
  const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now });
  return { stdout, stderr, exitCode };
}

describe('pflag', () => {
  it('letters stand in a row until one takes what is left', () => {
    expect(parsed('get', '-Awoyaml', 'pods')).toMatchObject({
      words: ['pods'],
      flags: { 'all-namespaces': ['true'], watch: ['true'], output: ['yaml'] },
    });
    expect(parsed('get', '-l', 'a=b', '-nx', '-o=wide').flags).toEqual({
      selector: ['a=b'],
      namespace: ['x'],
      output: ['wide'],
    });
  });

  it('the same letter is another flag of another command', () => {
    expect(parsed('patch', '-p', '{}').flags).toEqual({ patch: ['{}'] });
    expect(parsed('logs', '-p', 'web', '-f')).toMatchObject({
      words: ['web'],
      flags: { previous: ['true'], follow: ['true'] },
    });
  });

  it('-- ends the flags, and is remembered', () => {
    expect(parsed('run', 'web', '--', 'sh', '-c')).toMatchObject({ words: ['web', 'sh', '-c'], dash: 1 });
  });

  it.each([
    [
      'get --watch=maybe',
      'invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
      'get',
    ],
    [
      'scale --replicas=x',
      'invalid argument "x" for "--replicas" flag: strconv.ParseInt: parsing "x": invalid syntax',
      'scale',
    ],
    [
      'scale --replicas=9999999999999999999999',
      'invalid argument "9999999999999999999999" for "--replicas" flag: strconv.ParseInt: parsing "9999999999999999999999": value out of range',
      'scale',
    ],
    [
      'delete ds x --timeout=5',
      'invalid argument "5" for "--timeout" flag: time: missing unit in duration "5"',
      'delete',
    ],
    ['get -Z', "unknown shorthand flag: 'Z' in -Z", 'get'],
    ['get -n', "flag needs an argument: 'n' in -n", 'get'],
    ['get --output', 'flag needs an argument: --output', 'get'],
  ])('%s', (line, problem, path) => {
    expect(run(line)).toEqual({
      stdout: '',
      stderr: `error: ${problem}\nSee 'kubectl ${path} --help' for usage.\n`,
      exitCode: 1,
    });
  });
});

describe('cobra', () => {
  it('suggests what may have been meant, in the order of the help', () => {
    expect(run('kubectl gett').stderr).toBe(
      'error: unknown command "gett" for "kubectl"\n\nDid you mean this?\n\tset\n\tget\n',
    );
    expect(run('frobnicate').stderr).toBe('error: unknown command "frobnicate" for "kubectl"\n');
    expect(run('rollout foo').stderr).toBe(
      'error: unknown command "foo"\nSee \'kubectl rollout -h\' for help and examples\n',
    );
  });

  it('finds the command behind global flags', () => {
    expect(run('-n default get ds').stderr).toBe('No resources found in default namespace.\n');
  });

  it('what is not here is refused with its reason, also when it is a flag', () => {
    expect(run('exec -it web -- sh').stderr).toMatch(/^error: kubectl exec is not part of the playground: /);
    expect(run('get ds -k x').stderr).toMatch(/^error: --kustomize is not part of the playground: /);
    expect(run('get ds --context=other --chunk-size=5').exitCode).toBe(0);
  });
});

describe('help', () => {
  it('kubectl VERB --help, -h and kubectl help VERB are one: sentence, flags, usage, tips', () => {
    const { stdout, exitCode } = run('drain --help');
    expect(exitCode).toBe(0);
    expect(run('help drain').stdout).toBe(stdout);
    expect(run('drain node-1 -h').stdout).toBe(stdout);
    expect(stdout).toMatch(/^Empty a node before maintenance\.\n\nOptions:\n {4}--chunk-size=500:\n\t/);
    expect(stdout).toContain("\n    -l, --selector='':\n\t");
    expect(
      stdout.endsWith(
        '\n\nUsage:\n  kubectl drain NODE [options]\n\nUse "kubectl options" for a list of global command-line options (applies to all commands).\n',
      ),
    ).toBe(true);
  });

  it('a command of commands lists them; kubectl itself lists all in groups', () => {
    expect(run('help create secret').stdout).toContain('Available Commands:\n  docker-registry   ');
    expect(run('').stdout).toContain('\n\nDeploy Commands:\n  rollout         ');
    expect(run('options').stdout).toMatch(/^The following options can be passed to any command:\n\n {4}--as='':\n/);
  });
});
