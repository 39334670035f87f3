import { describe, expect, it } from 'vitest';
import {
  alreadyExists,
  conflict,
  expired,
  forbidden,
  invalid,
  methodNotSupported,
  namespaceTerminating,
  notFound,
  quoted,
  undecodable,
} from './errors.ts';

const daemonSets = { group: 'apps', plural: 'daemonsets', kind: 'DaemonSet' };
const pods = { group: '', plural: 'pods', kind: 'Pod' };

describe('§7.3 refusals', () => {
  it('§7.3 names the resource with its group', () => {
    const { status } = notFound(daemonSets, 'web');
    expect(status).toMatchObject({ code: 404, reason: 'NotFound', message: 'daemonsets.apps "web" not found' });
    expect(status.details).toEqual({ name: 'web', group: 'apps', kind: 'daemonsets' });
    expect(alreadyExists(pods, 'a').status.message).toBe('pods "a" already exists');
  });

  it('§7.3 tells a stale write what to do', () => {
    const { status } = conflict(daemonSets, 'web');
    expect(status.code).toBe(409);
    expect(status.message).toBe(
      'Operation cannot be fulfilled on daemonsets.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it('§7.3 lists several causes in brackets, each once, and names the kind', () => {
    const cause = { field: 'a', reason: 'FieldValueRequired', message: 'Required value' };
    expect(invalid(daemonSets, 'web', [cause]).status.message).toBe(
      'DaemonSet.apps "web" is invalid: a: Required value',
    );
    const both = invalid(daemonSets, 'web', [cause, cause, { ...cause, field: 'b' }]).status;
    expect(both.message).toBe('DaemonSet.apps "web" is invalid: [a: Required value, b: Required value]');
    expect(both.details?.kind).toBe('DaemonSet');
    expect(both.code).toBe(422);
  });

  it('§2.6 marks a terminating namespace for the controllers', () => {
    const { status } = namespaceTerminating(pods, 'web-1', 'demo');
    expect(status.details?.causes?.[0]?.reason).toBe('NamespaceTerminating');
    expect(status.message).toBe(
      'pods "web-1" is forbidden: unable to create new content in namespace demo because it is being terminated',
    );
  });

  it('§7.3 has the codes of the other refusals', () => {
    expect(forbidden(pods, '', 'no').status.message).toBe('pods is forbidden: no');
    expect(expired('5', '9').status.code).toBe(410);
    expect(methodNotSupported(pods, 'create').status.code).toBe(405);
    expect(undecodable('Pod', 'v1', 'x').status.message).toBe('Pod in version "v1" cannot be handled as a Pod: x');
  });

  it('§7.3 quotes as Go does', () => {
    expect(quoted('a"b\\c\n\u0001é\u200b')).toBe('"a\\"b\\\\c\\n\\x01é\\u200b"');
  });
});
