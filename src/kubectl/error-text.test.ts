import { describe, expect, it } from 'vitest';
import type { Status, StatusCause } from '../engine/index.ts';
import { kubectlErrorText } from './error-text.ts';

const failure = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 422 } as const;
const cause: StatusCause = { field: 'spec.a', reason: 'FieldValueRequired', message: 'Required value' };
const invalid = (...causes: StatusCause[]): Status => ({
  ...failure,
  reason: 'Invalid',
  message: 'unused',
  details: { name: 'web', group: 'apps', kind: 'DaemonSet', causes },
});

describe('§7.3 kubectl error texts', () => {
  it('§7.3 puts one cause on the line', () => {
    expect(kubectlErrorText(invalid(cause))).toBe('The DaemonSet "web" is invalid: spec.a: Required value\n');
    expect(kubectlErrorText(invalid(cause, cause))).toBe('The DaemonSet "web" is invalid: spec.a: Required value\n');
  });

  it('§7.3 lists several causes below', () => {
    expect(kubectlErrorText(invalid(cause, { ...cause, field: 'spec.b' }))).toBe(
      'The DaemonSet "web" is invalid: \n* spec.a: Required value\n* spec.b: Required value\n',
    );
  });

  it('§7.3 never says the file of an invalid object', () => {
    const source = { verb: 'creating', file: 'ds.yaml' };
    expect(kubectlErrorText(invalid(cause), { source })).not.toContain('ds.yaml');
  });

  it('§7.3 says reason, verb and file of other refusals', () => {
    const status: Status = { ...failure, code: 404, reason: 'NotFound', message: 'namespaces "foo" not found' };
    expect(kubectlErrorText(status)).toBe('Error from server (NotFound): namespaces "foo" not found\n');
    expect(kubectlErrorText(status, { source: { verb: 'creating', file: 'STDIN' } })).toBe(
      'Error from server (NotFound): error when creating "STDIN": namespaces "foo" not found\n',
    );
  });

  it('§7.5 calls a patch without a kind a request', () => {
    const status: Status = { ...failure, reason: 'Invalid', message: 'm', details: { causes: [cause] } };
    expect(kubectlErrorText(status)).toBe('The request is invalid: spec.a: Required value\n');
    expect(kubectlErrorText({ ...status, details: {} })).toBe('The request is invalid: m\n');
  });
});
