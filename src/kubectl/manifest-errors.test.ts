/** What kubectl says of manifests and patches that go wrong: alone, among others, and on the server. */

import { describe, expect, it } from 'vitest';
import type { Cluster } from '../engine/index.ts';
import { runOnce as run } from '../testing/run-once.ts';
import { logCollector, testCluster } from '../testing/test-cluster.ts';

const good = JSON.stringify(logCollector());
const APPLIED = 'daemonset.apps/log-collector created\n';

function applied(): Cluster {
  const cluster = testCluster();
  expect(run(cluster, 'apply -f -', good).stdout).toBe(APPLIED);
  return cluster;
}

describe('reading', () => {
  it('what stands before a broken document is applied', () => {
    expect(run(testCluster(), 'apply -f -', `# as YAML\n${good}\n---\na: [\n---\n${good}`)).toEqual({
      stdout: APPLIED,
      stderr:
        'error: error parsing STDIN: error converting YAML to JSON: yaml: line 1: did not find expected node content\n',
      exitCode: 1,
    });
  });

  it('an unknown kind does not stop the others; of several errors each has a line without causes', () => {
    const text = [
      'apiVersion: v9\nkind: Nope\nmetadata: {name: a}',
      good,
      good.replaceAll('log-collector"', 'Bad"'),
      'kind: Pod',
    ].join('\n---\n');
    const { stdout, stderr } = run(testCluster(), 'apply -f -', text);
    expect(stdout).toBe(APPLIED);
    const lines = stderr.trimEnd().split('\n');
    expect(lines[0]).toBe(
      '[resource mapping not found for name: "a" namespace: "" from "STDIN": no matches for kind "Nope" in version "v9"',
    );
    expect(lines[1]).toContain(
      'ensure CRDs are installed first, error validating "STDIN": error validating data: apiVersion not set;',
    );
    expect(lines[2]).toMatch(
      /^Error from server \(Invalid\): error when creating "STDIN": DaemonSet\.apps "Bad" is invalid: \[/,
    );
  });

  it('lists are taken apart, and their items may leave out what the list says', () => {
    const { metadata, spec } = logCollector();
    const list = JSON.stringify({ apiVersion: 'apps/v1', kind: 'DaemonSetList', items: [{ metadata, spec }] });
    expect(run(testCluster(), 'create -f -', list).stdout).toBe(APPLIED);
    expect(run(testCluster(), 'create -f -', 'apiVersion: v1\nkind: List\nitems: []').stderr).toBe(
      'error: no objects passed to create\n',
    );
  });

  it('a namespace of its own must be the one that was asked for', () => {
    expect(run(testCluster(), 'apply -n other -f -', good).stderr).toBe(
      'error: the namespace from the provided object "default" does not match the namespace "other". You must pass \'--namespace=default\' to perform this operation.\n',
    );
  });

  it('a kind in small letters is found, and refused by the server', () => {
    expect(run(testCluster(), 'apply -f -', good.replace('"DaemonSet"', '"daemonset"')).stderr).toBe(
      'Error from server (BadRequest): error when creating "STDIN": daemonset in version "v1" cannot be handled as a DaemonSet: no kind "daemonset" is registered for version "apps/v1" in scheme "pkg/api/legacyscheme/scheme.go:30"\n',
    );
  });

  it('--validate=warn tells of unknown fields and goes on', () => {
    const text = good.replace('"spec":{', '"spec":{"replicas":3,');
    expect(run(testCluster(), 'apply --validate=warn -f -', text)).toEqual({
      stdout: APPLIED,
      stderr: 'Warning: unknown field "spec.replicas"\n',
      exitCode: 0,
    });
    expect(run(testCluster(), 'apply --validate=false -f -', text).stderr).toBe('');
  });
});

describe('apply', () => {
  it('a stale resourceVersion is a conflict, told with the patch', () => {
    const stale = good.replace('"metadata":{', '"metadata":{"resourceVersion":"1",');
    const { stderr } = run(applied(), 'apply -f -', stale);
    expect(stderr).toMatch(
      /^Error from server \(Conflict\): error when applying patch:\n\{"metadata":\{.*\nto:\nResource: "apps\/v1/,
    );
    expect(stderr).toContain(
      'for: "STDIN": error when patching "STDIN": Operation cannot be fulfilled on daemonsets.apps "log-collector": the object has been modified;',
    );
  });

  it('the last applied manifest is Go’s JSON, and can be viewed', () => {
    const cluster = testCluster();
    run(cluster, 'apply -f -', good.replace('"image":"fluentd:latest"', '"image":"x","args":["<&>"]'));
    const [object] = cluster.api.list('DaemonSet').items;
    expect(object?.metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration']).toContain(
      '["\\u003c\\u0026\\u003e"]',
    );
    expect(run(cluster, 'apply view-last-applied ds/log-collector').stdout).toMatch(
      /^apiVersion: apps\/v1\nkind: DaemonSet\n/,
    );
  });

  it('the server warns of changed templates, each text once', () => {
    const odd = good.replace('"containers"', '"terminationGracePeriodSeconds":-1,"containers"');
    const warning = /^Warning: spec\.template\.spec\.terminationGracePeriodSeconds: must be >= 0; [^\n]*\n$/;
    const cluster = applied();
    expect(run(cluster, 'apply -f -', odd).stderr).toMatch(warning);
    expect(run(cluster, 'apply -f -', odd.replace('"spec":{', '"spec":{"minReadySeconds":1,')).stderr).toBe('');
  });
});

describe('patch', () => {
  const patch = (body: unknown, flags = ''): string =>
    run(applied(), `patch ds log-collector ${flags} -p '${typeof body === 'string' ? body : JSON.stringify(body)}'`)
      .stderr;

  it('fields of metadata that are not to be patched', () => {
    expect(patch({ metadata: { name: 'other' } })).toBe(
      'Error from server (BadRequest): the name of the object (other) does not match the name on the URL (log-collector)\n',
    );
    expect(patch({ metadata: { namespace: 'other' } })).toContain(
      'the namespace of the provided object does not match',
    );
    expect(patch({ metadata: { uid: 'x' } })).toBe(
      'The DaemonSet "log-collector" is invalid: metadata.uid: Invalid value: "x": field is immutable\n',
    );
    expect(patch({ metadata: { resourceVersion: '1' } }, '--type=merge')).toMatch(
      /^Error from server \(Conflict\): Operation/,
    );
  });

  it('bodies that are no patch of their type', () => {
    expect(patch('{bad')).toBe('Error from server (BadRequest): invalid JSON patch\n');
    expect(patch('a: [')).toMatch(/^error: unable to parse "a: \[": yaml: /);
    expect(patch('[]')).toBe(
      'Error from server (BadRequest): json: cannot unmarshal array into Go value of type map[string]interface {}\n',
    );
    expect(patch('[]', '--type=merge')).toContain('error decoding patch: json: cannot unmarshal array');
    expect(patch({ a: 1 }, '--type=json')).toContain(
      'cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
    expect(patch([{ op: 'remove', path: '/spec/nope' }], '--type=json')).toBe(
      'The request is invalid: the server rejected our request due to an error in our request\n',
    );
    expect(patch([{ op: 'remove', path: '/spec/nope' }], '--type=json --dry-run=client')).toBe(
      "error: error in remove for path: '/spec/nope': Unable to remove nonexistent key: nope: missing value\n",
    );
    expect(patch({ spec: { template: { spec: { containers: [{ image: 'x' }] } } } })).toBe(
      'Error from server: map: map[image:x] does not contain declared merge key: name\n',
    );
  });

  it('unknown fields are warned of and dropped', () => {
    const cluster = applied();
    expect(run(cluster, `patch ds log-collector -p 'spec: {replicas: 2}'`)).toEqual({
      stdout: 'daemonset.apps/log-collector patched (no change)\n',
      stderr: 'Warning: unknown field "spec.replicas"\n',
      exitCode: 0,
    });
    expect(run(cluster, `patch ds log-collector --dry-run=server -p 'spec: {minReadySeconds: 2}'`).stdout).toBe(
      'daemonset.apps/log-collector patched\n',
    );
    expect(cluster.api.list('DaemonSet').items[0]?.spec.minReadySeconds).toBeUndefined();
  });
});
