/** What a node's Pods ask for, beside what it has. Follows describeNodeResource in kubectl/pkg/describe/describe.go. */
import { type Millis, type Node, type Pod, Quantity } from '../../engine/index.ts';
import { ageOf } from '../printers/age.ts';
import { compare, line } from './lines.ts';
import { addTo, parsed, podQuantities, type Quantities } from './pod-amounts.ts';

const ZERO = Quantity.parse('0');
const HUGE_PAGES = 'hugepages-';
const STANDARD: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods']);

const get = (amounts: Quantities, name: string): Quantity => amounts.get(name) ?? ZERO;

/** `500m (25%)`: the share of `whole`, rounded down. */
function share(name: string, part: Quantity, whole: Quantity): string {
  const [a, b] = name === 'cpu' ? [part.milliValue(), whole.milliValue()] : [part.value(), whole.value()];
  const percent = b === 0n ? 0 : Math.trunc((Number(a) / Number(b)) * 100);
  return `${part} (${percent}%)`;
}

/** `pods` are those of the node that have not ended. */
export function nodeResourcesText({ status }: Pick<Node, 'status'>, pods: readonly Pod[], now: Millis): string {
  const { allocatable = {}, capacity } = status;
  const whole = parsed(Object.keys(allocatable).length > 0 ? allocatable : capacity);
  const [requested, limited] = [new Map<string, Quantity>(), new Map<string, Quantity>()];
  const rows = pods.map(({ metadata, spec }) => {
    const [requests, limits] = [podQuantities(spec, 'requests'), podQuantities(spec, 'limits')];
    addTo(requested, requests);
    addTo(limited, limits);
    const cells = ['cpu', 'memory'].flatMap((name) =>
      [requests, limits].map((amounts) => share(name, get(amounts, name), get(whole, name))),
    );
    const age = ageOf(metadata.creationTimestamp, now);
    return line(1, `${metadata.namespace ?? ''}\t${metadata.name}\t\t${cells.join('\t')}\t${age}`);
  });
  const both = (name: string): string =>
    line(1, `${name}\t${[requested, limited].map((sum) => share(name, get(sum, name), get(whole, name))).join('\t')}`);
  const names = [...whole.keys()].sort(compare);
  const extended = names.filter((name) => !STANDARD.has(name) && !name.startsWith(HUGE_PAGES));
  return [
    line(0, `Non-terminated Pods:\t(${pods.length} in total)`),
    line(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge'),
    line(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---'),
    ...rows,
    line(0, 'Allocated resources:'),
    line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)'),
    line(1, 'Resource\tRequests\tLimits'),
    line(1, '--------\t--------\t------'),
    ...['cpu', 'memory', 'ephemeral-storage'].map(both),
    ...names.filter((name) => name.startsWith(HUGE_PAGES)).map(both),
    ...extended.map((name) => line(1, `${name}\t${get(requested, name)}\t${get(limited, name)}`)),
  ].join('');
}
