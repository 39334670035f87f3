import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../engine/index.ts';
import '../testing/property-seed.ts';
import { logCollector, testCluster } from '../testing/test-cluster.ts';
import { commands, globalFlags } from './catalog/catalog.ts';
import { refusalOf } from './catalog/refusals.ts';
import { lookUpVerb } from './find-command.ts';
import { runKubectl } from './run.ts';

const NAMES = [
  'log-collector',
  'node-1',
  'node-9',
  'default',
  'kube-system',
  'ghost',
  '',
  '-',
  '--',
  'a/b/c',
  'é\u{1F600}',
];
const WORDS = [
  ...NAMES,
  'ds/log-collector',
  'node/node-1',
  'ds',
  'pods,ds',
  'all',
  'nodes',
  'DaemonSets.apps',
  'x=y',
  'x=y:NoSchedule',
  'x-',
  '=',
  '*',
  '99999999999999999999',
  '-1',
  '0x7f',
  '1e400',
  '"a b"',
  "'",
  '\\',
  '{}',
  '{.metadata.name}',
  '[{"op":"remove","path":"/spec"}]',
  '{"spec":{"template":null}}',
  '__proto__',
  'constructor',
  'NaN',
  '5s',
  '\u0000',
  '\u202e',
  '日本語',
];
const MANIFESTS = [
  '',
  '\u0000',
  'a: [',
  'kind: List',
  'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: web}',
  JSON.stringify(logCollector({}, 'fluentd:v2')),
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: __proto__}\ndata: {constructor: "1"}',
];

const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);

/** Of that command's own flags, of kubectl's, or of nobody's. */
function flagOf(path: string): fc.Arbitrary<string> {
  const shapes = [...(commands.find((one) => one.path === path)?.flags ?? []), ...globalFlags];
  const spelt = fc.constantFrom(...shapes).chain(({ name, short, bare }) =>
    fc.tuple(fc.boolean(), fc.boolean(), word).map(([letter, given, value]) => {
      if (letter && short !== '') return given ? `-${short}${value}` : `-${short} ${value}`;
      return given || bare === '' ? `--${name}=${value}` : `--${name}`;
    }),
  );
  return fc.oneof(
    { weight: 8, arbitrary: spelt },
    { weight: 1, arbitrary: fc.constantFrom('--help', '-Z', '--nope', '--', '-ofoo', '-f -', '-') },
  );
}

/** Lines that make no sense, of any command. */
const wild = fc
  .constantFrom(...commands.map(({ path }) => path))
  .chain((path) =>
    fc
      .array(fc.oneof({ weight: 3, arbitrary: word }, { weight: 2, arbitrary: flagOf(path) }), { maxLength: 6 })
      .map((words) => [path, ...words].join(' ')),
  );

const TARGETS = [
  '',
  'ds/log-collector',
  'ds log-collector',
  'nodes',
  'node/node-1',
  'pods',
  'node-1',
  'deploy/web',
  'all',
  'svc/kubernetes',
  'web',
  'ds.spec',
  'cm/new',
  'clusterrolebinding/cluster-admin',
];
const NEW = ['web', 'other', 'log-collector'];
const EXTRAS = ['', '', '', 'a=b', 'a-', 'log-collector=fluentd:v2', 'k=v:NoExecute', 'k:NoSchedule-', 'A=1', '-- sh'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'dry-run': ['client', 'server', 'none', 'x'],
  filename: ['-', '-', 'x.yaml'],
  for: ['delete', 'condition=Ready', 'jsonpath={.spec}=1', 'ds/log-collector'],
  image: ['nginx:1', 'nginx,b', 'Bad'],
  labels: ['a=b', 'a'],
  limits: ['cpu=1,memory=1Gi', 'cpu'],
  output: ['yaml', 'json', 'name', 'wide', 'kyaml', 'jsonpath={.metadata.name}', 'custom-columns=A:.kind', 'x'],
  patch: ['{"spec":{"minReadySeconds":3}}', '{"spec":{"unschedulable":true}}', '[]', 'a: ['],
  selector: ['name=log-collector', 'a in (b', 'a!=b'],
  type: ['merge', 'json', 'strategic', 'NodePort'],
};
const ANY_VALUE = ['2', '0', '-1', '50%', '5s', 'true', 'default:robot', 'a=b', 'pods', 'get', 'cm/new', ''];

/** Lines of commands that are here, with flags that they heed and values that could be meant. */
const working = commands.filter(({ path }) => path !== '' && refusalOf(path) === undefined && lookUpVerb(path));
const sensible = fc.constantFrom(...working).chain(({ path, flags }) => {
  const heeded = flags.filter(({ name }) => Object.hasOwn(lookUpVerb(path)?.verb.flags ?? {}, name));
  const given = fc
    .constantFrom(undefined, ...heeded)
    .chain((shape) =>
      fc
        .constantFrom(...(VALUES[shape?.name ?? ''] ?? ANY_VALUE))
        .map((value) => (!shape ? '' : shape.type === 'bool' ? `--${shape.name}` : `--${shape.name}='${value}'`)),
    );
  return fc
    .tuple(fc.constantFrom(...(/^(?:create|run)/.test(path) ? NEW : TARGETS)), fc.constantFrom(...EXTRAS), given, given)
    .map((parts) => [path, ...parts].join(' '));
});

const lines = fc.oneof({ weight: 3, arbitrary: sensible }, { weight: 1, arbitrary: wild });

function running(): Cluster {
  const cluster = testCluster();
  cluster.api.create('DaemonSet', logCollector());
  cluster.runUntil(5000);
  return cluster;
}

/** What holds of every cluster, whatever was asked of it. */
function checkCluster(cluster: Cluster): void {
  const pods = cluster.api.list('Pod').items;
  expect(new Set(pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).size).toBe(pods.length);
  expect(new Set(pods.map(({ metadata }) => metadata.uid)).size).toBe(pods.length);
  for (const { metadata } of cluster.api.list('DaemonSet').items) expect(metadata.generation).toBeGreaterThan(0);
}

const RUNS = 10_000;
const LINES_PER_CLUSTER = 250;

describe('kubectl takes anything', () => {
  it('10,000 random lines: each ends or waits, a failure says why, and the cluster stays one', {
    timeout: 120_000,
  }, () => {
    let cluster = running();
    let count = 0;
    fc.assert(
      fc.property(lines, fc.constantFrom(...MANIFESTS), (line, stdin) => {
        count += 1;
        if (count % LINES_PER_CLUSTER === 0) {
          cluster.runUntil(cluster.now + 20_000);
          checkCluster(cluster);
          cluster = running();
        }
        const env = () => ({ api: cluster.api, now: cluster.now, stdin, edit: (text: string) => `${text}# seen\n` });
        let run = runKubectl(line, env());
        let said = run.stderr;
        for (let look = 0; look < 2 && run.resume; look += 1) {
          cluster.runUntil(cluster.now + 50);
          run = run.resume(env());
          said += run.stderr;
        }
        expect(run.exitCode === undefined ? run.resume : run.exitCode).toBeDefined();
        if (run.exitCode) expect(said + (/^diff/.test(line) ? run.stdout : '')).not.toBe('');
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    checkCluster(cluster);
  });
});
