import { describe, expect, it } from 'vitest';
import type { Status } from '../engine/index.ts';
import { diagnosticsOf, parseManifest } from './index.ts';

const TEXT = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
  labels:
    example.com/app: web
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: app
        image: nginx
`;

function status(message: string, details?: Status['details']): Status {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 422, reason: 'Invalid', message, details };
}

describe('parseManifest', () => {
  it('gives documents and finds the place of any field, or of its nearest parent', () => {
    const { documents, problems } = parseManifest(TEXT);
    expect(problems).toEqual([]);
    const [document] = documents;
    expect(document?.locate('spec.template.spec.containers[0].image')).toMatchObject({ line: 13, column: 16 });
    expect(document?.locate('spec.replicas')).toMatchObject({ line: 8 });
    expect(document?.locate('spec.template.spec.containers[0].ports[0].hostPort')).toMatchObject({ line: 12 });
    expect(document?.locate('metadata.labels.example.com/app')).toMatchObject({ line: 6 });
  });

  it('design §9: a tab is named in plain words with its line', () => {
    const { problems } = parseManifest('metadata:\n\tname: web\n');
    expect(problems).toMatchObject([
      { line: 2, column: 1, message: expect.stringContaining('Line 2 is indented with a tab') },
    ]);
  });

  it('marks syntax errors at their line', () => {
    expect(parseManifest('a: 1\na: 2\n').problems).toMatchObject([
      { line: 2, message: expect.stringContaining('twice') },
    ]);
    expect(parseManifest('a: b: c\n').problems).toHaveLength(1);
    expect(parseManifest('a:\n  b: 1\n c: 2\n').problems[0]?.line).toBe(3);
  });

  it('answers hostile text with a clear problem, and never throws', () => {
    const hostile = [
      'x'.repeat(4 * 1024 * 1024),
      '['.repeat(5000),
      '{a: '.repeat(5000),
      `${'- '.repeat(3000)}x`,
      `a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`,
    ];
    for (const text of hostile) expect(parseManifest(text).problems.length).toBeGreaterThan(0);
    const { documents } = parseManifest('__proto__: {polluted: true}\n');
    expect(documents).toHaveLength(1);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('diagnosticsOf', () => {
  it('puts an unknown field on its line, in the server’s words and a plain sentence', () => {
    const refused = status(
      'DaemonSet in version "v1" cannot be handled as a DaemonSet: strict decoding error: unknown field "spec.replicas"',
    );
    expect(diagnosticsOf(refused, parseManifest(TEXT))).toMatchObject([
      {
        line: 8,
        field: 'spec.replicas',
        message: 'unknown field "spec.replicas"\nA DaemonSet has no replicas: the number of nodes decides.',
      },
    ]);
  });

  it('gives each cause its own mark', () => {
    const causes = [
      { field: 'spec.template.spec.containers[0].image', reason: 'FieldValueRequired', message: 'Required value' },
      { field: 'metadata.name', reason: 'FieldValueInvalid', message: 'Invalid value: "web"' },
    ];
    const marks = diagnosticsOf(status('refused', { name: 'web', causes }), parseManifest(TEXT));
    expect(marks.map(({ line }) => line)).toEqual([13, 4]);
  });

  it('a refusal without a field stands on the first line', () => {
    expect(diagnosticsOf(status('namespaces "x" not found'), parseManifest(TEXT))).toMatchObject([{ line: 1 }]);
  });
});
