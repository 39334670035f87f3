/** kubectl describe of Namespaces. Follows describeNamespace in kubectl/pkg/describe/describe.go. */
import type { LimitRange, Namespace, ResourceQuota } from '../../engine/index.ts';
import { limitRangesText } from './limits.ts';
import { annotationText, line, listed, longTime, pairLines } from './lines.ts';
import { quotasText } from './quota.ts';
import { tabulate } from './tab-writer.ts';

function conditionsText({ status: { conditions = [] } }: Namespace): string {
  if (conditions.length === 0) return '';
  const rows = conditions.map(({ type, status, lastTransitionTime, reason = '', message = '' }) =>
    line(1, `${type}\t${status}\t${longTime(lastTransitionTime)}\t${reason}\t${message}`),
  );
  const head = `${line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage')}${line(1, '----\t------\t------------------\t------\t-------')}`;
  return `Conditions:\n${head}${rows.join('')}`;
}

export function describeNamespace(
  namespace: Namespace,
  quotas: readonly ResourceQuota[],
  ranges: readonly LimitRange[],
): string {
  const { metadata, status } = namespace;
  return tabulate(
    [
      line(0, `Name:\t${metadata.name}`),
      listed('Labels', pairLines(metadata.labels)),
      annotationText('Annotations', metadata.annotations),
      line(0, `Status:\t${status.phase ?? ''}`),
      conditionsText(namespace),
      `\n${quotasText(quotas)}`,
      `\n${limitRangesText(ranges)}`,
    ].join(''),
  );
}
