/** kubectl describe of roles, bindings and accounts. Follows kubectl/pkg/describe/describe.go. */
import {
  breakdownRule,
  type ClusterRole,
  type ClusterRoleBinding,
  compactRules,
  type Event,
  type Millis,
  type Role,
  type RoleBinding,
  type ServiceAccount,
} from '../../engine/index.ts';
import { combineResourceGroup, goList, sortedRules } from '../printers/rules.ts';
import { withEvents } from './events.ts';
import { annotationText, line, listed, NONE, pairLines } from './lines.ts';
import { tabulate } from './tab-writer.ts';

export function describeRole({ metadata, rules }: Role | ClusterRole): string {
  const compact = sortedRules(compactRules((rules ?? []).flatMap(breakdownRule)));
  const text = [
    line(0, `Name:\t${metadata.name}`),
    listed('Labels', pairLines(metadata.labels)),
    annotationText('Annotations', metadata.annotations),
    line(0, 'PolicyRule:'),
    line(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs'),
    line(1, '---------\t-----------------\t--------------\t-----'),
    ...compact.map((rule) => {
      const lists = [rule.nonResourceURLs, rule.resourceNames, rule.verbs].map(goList);
      return line(1, [combineResourceGroup(rule), ...lists].join('\t'));
    }),
  ];
  return tabulate(text.join(''));
}

export function describeBinding({ metadata, roleRef, subjects = [] }: RoleBinding | ClusterRoleBinding): string {
  const text = [
    line(0, `Name:\t${metadata.name}`),
    listed('Labels', pairLines(metadata.labels)),
    annotationText('Annotations', metadata.annotations),
    line(0, 'Role:'),
    line(1, `Kind:\t${roleRef.kind}`),
    line(1, `Name:\t${roleRef.name}`),
    line(0, 'Subjects:'),
    line(1, 'Kind\tName\tNamespace'),
    line(1, '----\t----\t---------'),
    ...subjects.map(({ kind, name, namespace = '' }) => line(1, `${kind}\t${name}\t${namespace}`)),
  ];
  return tabulate(text.join(''));
}

export function describeServiceAccount(
  { metadata, imagePullSecrets = [] }: ServiceAccount,
  events: readonly Event[] | undefined,
  now: Millis,
): string {
  const header = 'Image pull secrets:';
  const names = imagePullSecrets.length === 0 ? [NONE] : imagePullSecrets.map(({ name = '' }) => name);
  const text = [
    line(0, `Name:\t${metadata.name}`),
    line(0, `Namespace:\t${metadata.namespace ?? ''}`),
    listed('Labels', pairLines(metadata.labels)),
    annotationText('Annotations', metadata.annotations),
    ...names.map((name, i) => line(0, `${i === 0 ? header : ' '.repeat(header.length)}\t${name}`)),
  ];
  return withEvents(text.join(''), events, now);
}
