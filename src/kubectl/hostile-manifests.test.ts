/**
 * Manifests that mean harm: each is refused in clear words, or accepted where Kubernetes accepts it, and a refusal
 * leaves the cluster as it was. Work is bounded by construction (size before parsing, depth and aliases while
 * parsing), so nothing here looks at the clock.
 */
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../engine/index.ts';
import { logCollector, testCluster } from '../testing/test-cluster.ts';
import { runKubectl } from './run.ts';

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

function run(cluster: Cluster, line: string, stdin: string): Outcome {
  const { stdout, stderr, exitCode } = runKubectl(line, { api: cluster.api, now: cluster.now, stdin });
  return { stdout, stderr, exitCode };
}

/** What `apply -f -` says of the text, which must leave no trace. */
function refusalOf(stdin: string, line = 'apply -f -'): string {
  const cluster = testCluster();
  const { head } = cluster.journal;
  const before = cluster.api.list('DaemonSet').resourceVersion;
  const { stdout, stderr, exitCode } = run(cluster, line, stdin);
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
  expect(cluster.journal.head).toBe(head);
  expect(cluster.api.list('DaemonSet')).toEqual({ items: [], resourceVersion: before });
  return stderr;
}

const YAML = 'error: error parsing STDIN: error converting YAML to JSON: yaml:';

function manifest(change: (text: string) => string): string {
  return change(JSON.stringify(logCollector()));
}

describe('depth', () => {
  it.each([
    ['flow sequences', '['.repeat(100_000)],
    ['flow mappings', 'x: '.concat('{a: '.repeat(100_000))],
    ['block sequences on one line', '- '.repeat(100_000)],
    ['explicit keys', '? '.repeat(100_000)],
  ])('go-yaml stops at 10,000 levels: %s', (_what, text) => {
    expect(refusalOf(text)).toBe(`${YAML} exceeded max depth of 10000\n`);
  });

  it('encoding/json stops at 10,000 levels', () => {
    expect(refusalOf('{"a":'.repeat(100_000))).toBe(
      'error: error parsing STDIN: json: offset 50001: exceeded max depth\n',
    );
  });

  it('what is less deep is deeper than any object', () => {
    const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
    const words = 'error: unable to decode "STDIN": nested deeper than 500 levels\n';
    expect(refusalOf(`{"a":${deep}}`)).toBe(words);
    expect(refusalOf(`a: ${deep}`)).toBe(words);
    expect(refusalOf(Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'))).toBe(words);
  });
});

describe('size', () => {
  it('the API server reads 3 MiB: a longer text is not even parsed', () => {
    const words = 'Request entity too large: limit is 3145728\n';
    expect(refusalOf(`a: ${'x'.repeat(5_000_000)}`)).toBe(`error: error parsing STDIN: ${words}`);
    expect(refusalOf('- a\n'.repeat(1_250_000))).toBe(`error: error parsing STDIN: ${words}`);
  });

  it('an object that grows on its way is refused by the server', () => {
    const text = manifest((json) =>
      json.replace('"metadata":{', `"metadata":{"annotations":{"a":"${'\u20ac'.repeat(1_100_000)}"},`),
    );
    expect(refusalOf(text)).toBe(
      'Error from server (RequestEntityTooLarge): error when creating "STDIN": Request entity too large: limit is 3145728\n',
    );
  });

  it('annotations hold 256 KiB, the last applied manifest included', () => {
    const text = manifest((json) =>
      json.replace('"metadata":{', `"metadata":{"annotations":{"a":"${'x'.repeat(200_000)}"},`),
    );
    expect(refusalOf(text)).toBe(
      'The DaemonSet "log-collector" is invalid: metadata.annotations: Too long: may not be more than 262144 bytes\n',
    );
  });

  it('10,000 containers: too long for apply, and with one wrong each error is listed', () => {
    const containers = Array.from({ length: 10_000 }, (_, i) => ({ name: `c${i}`, image: 'x' }));
    const json = JSON.stringify({ ...logCollector(), spec: specWith(containers) });
    expect(refusalOf(json)).toContain('metadata.annotations: Too long: may not be more than 262144 bytes');
    const bad = JSON.stringify({ ...logCollector(), spec: specWith(containers.map((one) => ({ ...one, image: '' }))) });
    const lines = refusalOf(bad, 'create -f -').trimEnd().split('\n');
    expect(lines).toHaveLength(10_001);
    expect(lines.at(-1)).toBe('* spec.template.spec.containers[9999].image: Required value');
    const twice = JSON.stringify({
      ...logCollector(),
      spec: specWith(containers.map((one) => ({ ...one, name: 'c' }))),
    });
    expect(refusalOf(twice, 'create -f -').trimEnd().split('\n')).toHaveLength(10_000);
  });

  it('10,000 containers are accepted by create, and merged one by one by a patch', () => {
    const cluster = testCluster();
    const containers = Array.from({ length: 10_000 }, (_, i) => ({ name: `c${i}`, image: 'x' }));
    const json = JSON.stringify({ ...logCollector(), spec: specWith(containers) });
    expect(run(cluster, 'create -f -', json)).toMatchObject({ stdout: 'daemonset.apps/log-collector created\n' });
    const order = [...containers].reverse().map(({ name }) => ({ name }));
    const body = { spec: { template: { spec: { '$setElementOrder/containers': order, containers: order } } } };
    cluster.api.patch('DaemonSet', { name: 'log-collector', namespace: 'default' }, { type: 'strategic', body });
    const stored = cluster.api.get('DaemonSet', { name: 'log-collector', namespace: 'default' });
    expect(stored.spec.template.spec.containers.map(({ name }) => name)).toEqual(order.map(({ name }) => name));
  });
});

function specWith(containers: readonly object[]): object {
  const { spec } = logCollector();
  return { ...spec, template: { ...spec.template, spec: { containers } } };
}

describe('aliases', () => {
  const nine = (name: string): string => `[${Array(9).fill(name).join(',')}]`;

  it('go-yaml counts what aliases make of a text', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} ${nine(i === 0 ? 'x' : `*a${i - 1}`)}`);
    expect(refusalOf(levels.join('\n'))).toBe(`${YAML} document contains excessive aliasing\n`);
    const merges = Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} {<<: [*b${i}, *b${i}]}`);
    expect(refusalOf(merges.join('\n'))).toBe(`${YAML} unknown anchor 'b0' referenced\n`);
  });

  it('an alias cannot hold itself', () => {
    expect(refusalOf('a: &a [*a]')).toBe(`${YAML} anchor 'a' value contains itself\n`);
  });
});

describe('names and values', () => {
  it('__proto__ and constructor are names like others, of unknown fields', () => {
    const proto = manifest((json) =>
      json.replace('"spec":{', '"__proto__":{"polluted":true},"constructor":{"a":1},"spec":{'),
    );
    expect(refusalOf(proto)).toContain('strict decoding error: unknown field "__proto__", unknown field "constructor"');
    const { polluted } = {} as { polluted?: boolean };
    expect(polluted).toBeUndefined();
    expect(refusalOf('__proto__: {a: 1}')).toContain('error validating data: [apiVersion not set, kind not set]');
  });

  it('as names of labels they are refused for their form, or kept as labels', () => {
    const labelled = (name: string): string =>
      manifest((json) => json.replace('"labels":{', `"labels":{"${name}":"x",`));
    expect(refusalOf(labelled('__proto__'))).toContain('metadata.labels: Invalid value: "__proto__"');
    const cluster = testCluster();
    expect(run(cluster, 'apply -f -', labelled('constructor')).stdout).toBe('daemonset.apps/log-collector created\n');
    expect(cluster.api.get('DaemonSet', { name: 'log-collector', namespace: 'default' }).metadata.labels).toMatchObject(
      {
        constructor: 'x',
      },
    );
  });

  it('numbers that JSON has not', () => {
    expect(refusalOf('a: .nan')).toBe(
      'error: error parsing STDIN: error converting YAML to JSON: json: unsupported value: NaN\n',
    );
    expect(refusalOf('a: [-.inf]')).toContain('json: unsupported value: -Inf');
    const huge = manifest((json) => json.replace('"spec":{', '"spec":{"minReadySeconds":99999999999999999999,'));
    expect(refusalOf(huge)).toMatch(
      /^Error from server \(BadRequest\): error when creating "STDIN": DaemonSet in version "v1" cannot be handled/,
    );
  });

  it('characters that YAML or a name has not', () => {
    expect(refusalOf('a: \u0000')).toBe(`${YAML} control characters are not allowed\n`);
    expect(refusalOf('{"a": "\u0000"}')).toBe(
      "error: error parsing STDIN: json: offset 8: invalid character '\\x00' in string literal\n",
    );
    const lone = manifest((json) => json.replace('"name":"log-collector"', '"name":"\\ud800"'));
    expect(refusalOf(lone)).toContain('metadata.name: Invalid value: "\ufffd"');
  });
});
