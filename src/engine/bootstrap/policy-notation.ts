/**
 * Reads the tables of bootstrap policy. A rule is `VERBS [GROUPS:]RESOURCES [NAMES]` or `VERBS url=PATHS`, lists with commas;
 * no group is the core group. `R`, `W` and `RW` are the verbs for reading and writing, `EVENTS` is a rule for events.
 */
import type { PolicyRule, Subject } from '../model/rbac.ts';

const API_GROUP = 'rbac.authorization.k8s.io';
const READ = 'get,list,watch';
const WRITE = 'create,delete,deletecollection,patch,update';
const VERBS: Readonly<Record<string, string>> = {
  R: READ,
  W: WRITE,
  RW: 'create,delete,deletecollection,get,list,patch,update,watch',
};
const EVENTS: PolicyRule = {
  apiGroups: ['', 'events.k8s.io'],
  resources: ['events'],
  verbs: ['create', 'patch', 'update'],
};

/** A role as its table tells of it. */
export interface RoleEntry {
  readonly name: string;
  /** What it collects: `view` for the roles labelled aggregate-to-view. */
  readonly from?: string;
  /** What it is collected by. */
  readonly to?: string;
  readonly rules: readonly PolicyRule[];
}

export function readRoles(table: string): readonly RoleEntry[] {
  const entries: (RoleEntry & { readonly rules: PolicyRule[] })[] = [];
  for (const line of table.split('\n')) {
    if (line.startsWith('  ')) entries.at(-1)?.rules.push(readRule(line.trim()));
    else if (line !== '') {
      const [name = '', ...marks] = line.split(' ');
      const marked = (mark: string) => marks.find((one) => one.startsWith(mark))?.slice(1);
      entries.push({ name, from: marked('<'), to: marked('>'), rules: [] });
    }
  }
  return entries;
}

function readRule(line: string): PolicyRule {
  if (line === 'EVENTS') return EVENTS;
  const [verbText = '', what = '', names] = line.split(' ');
  const verbs = (VERBS[verbText] ?? verbText).split(',');
  if (what.startsWith('url=')) return { nonResourceURLs: what.slice('url='.length).split(','), verbs };
  const colon = what.indexOf(':');
  const apiGroups = colon < 0 ? [''] : what.slice(0, colon).split(',');
  const resources = what.slice(colon + 1).split(',');
  return { apiGroups, ...(names === undefined ? {} : { resourceNames: names.split(',') }), resources, verbs };
}

export interface BindingEntry {
  readonly name: string;
  readonly role: string;
  readonly subjects: readonly Subject[];
}

export function readBindings(table: string): readonly BindingEntry[] {
  const lines = table.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [named = '', ...subjects] = line
      .replace(/:( |$)/, '$1')
      .split(' ')
      .filter(Boolean);
    const [place = '', name = ''] = named.includes('/') ? named.split('/') : ['', named];
    const [binding = '', role = binding] = name.split('=');
    return { name: place === '' ? binding : `${place}/${binding}`, role, subjects: subjects.map(readSubject) };
  });
}

function readSubject(text: string): Subject {
  const [kind = '', name = ''] = text.split('=');
  if (kind === 'user') return { apiGroup: API_GROUP, kind: 'User', name };
  if (kind !== 'sa') return { apiGroup: API_GROUP, kind: 'Group', name: text };
  const [namespace = '', account = ''] = name.split('/');
  return { kind: 'ServiceAccount', name: account, namespace };
}
