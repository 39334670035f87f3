/** kubectl create priorityclass. Follows kubectl's pkg/cmd/create/create_priorityclass.go. */
import { type CommandLine, flag, isOn } from '../command-line.ts';
import { UsageError } from '../kubectl-error.ts';
import type { Generator } from './generator.ts';

export const priorityClass: Generator = {
  names: ['priorityclass', 'pc'],
  flags: { value: 'value', 'global-default': 'switch', description: 'value', 'preemption-policy': 'value' },
  failure: 'failed to create priorityclass:',
  draft(name, line) {
    const description = flag(line, 'description') ?? '';
    return {
      kind: 'PriorityClass',
      apiVersion: 'scheduling.k8s.io/v1',
      metadata: { name },
      value: priorityOf(line),
      ...(isOn(line, 'global-default') ? { globalDefault: true } : {}),
      ...(description === '' ? {} : { description }),
      preemptionPolicy: flag(line, 'preemption-policy') ?? 'PreemptLowerPriority',
    };
  },
};

function priorityOf(line: CommandLine): number {
  const text = flag(line, 'value') ?? '0';
  const value = Number(text);
  const whole = /^[+-]?\d+$/.test(text);
  if (whole && value >= -(2 ** 31) && value < 2 ** 31) return value;
  const why = whole ? 'value out of range' : 'invalid syntax';
  throw new UsageError(`invalid argument "${text}" for "--value" flag: strconv.ParseInt: parsing "${text}": ${why}`);
}
