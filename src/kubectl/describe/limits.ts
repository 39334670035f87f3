/** kubectl describe of LimitRanges, and their part of a namespace's. Follows kubectl/pkg/describe/describe.go. */
import type { LimitRange } from '../../engine/index.ts';
import { compare } from './lines.ts';
import { tabulate } from './tab-writer.ts';

const HEAD = 'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio';
const RULE = '----\t--------\t---\t---\t---------------\t-------------\t-----------------------';

/** Upstream goes through a Go map in any order; here by resource. */
function rows({ spec }: LimitRange, indent: string): string {
  const texts = spec.limits.flatMap((item) => {
    const lists = [item.min, item.max, item.defaultRequest, item.default, item.maxLimitRequestRatio];
    const names = [...new Set(lists.flatMap((list) => Object.keys(list ?? {})))].sort(compare);
    return names.map((name) => {
      const amounts = lists.map((list) => list?.[name] ?? '-');
      return `${indent}${item.type}\t${name}\t${amounts.join('\t')}\n`;
    });
  });
  return texts.join('');
}

export function describeLimitRange(range: LimitRange): string {
  const { name, namespace = '' } = range.metadata;
  return tabulate(`Name:\t${name}\nNamespace:\t${namespace}\n${HEAD}\n${RULE}\n${rows(range, '')}`);
}

/** All limit ranges of a namespace; not yet tabulated. */
export function limitRangesText(ranges: readonly LimitRange[]): string {
  if (ranges.length === 0) return 'No LimitRange resource.\n';
  return `Resource Limits\n ${HEAD}\n ${RULE}\n${ranges.map((range) => rows(range, ' ')).join('')}`;
}
