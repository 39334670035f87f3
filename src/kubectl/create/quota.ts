/** kubectl create quota. Follows kubectl's pkg/cmd/create/create_quota.go. */
import { Quantity, QuantityError } from '../../engine/index.ts';
import { type CommandLine, flag } from '../command-line.ts';
import { createError, type Generator, namespacedMeta } from './generator.ts';
import { sortedMap } from './literals.ts';

export const quota: Generator = {
  names: ['quota', 'resourcequota'],
  flags: { hard: 'value', scopes: 'value' },
  failure: 'failed to create quota:',
  draft(name, line) {
    const spec = { ...hardOf(line), ...scopesOf(line) };
    return { kind: 'ResourceQuota', apiVersion: 'v1', metadata: namespacedMeta(name, line), spec, status: {} };
  },
};

function hardOf(line: CommandLine): { readonly hard?: Readonly<Record<string, string>> } {
  const text = flag(line, 'hard') ?? '';
  if (text === '') return {};
  const hard = new Map<string, string>();
  for (const statement of text.split(',')) {
    const [resource = '', amount, ...rest] = statement.split('=');
    if (amount === undefined || rest.length > 0) {
      throw createError(`Invalid argument syntax ${statement}, expected <resource>=<value>`);
    }
    hard.set(resource, canonical(amount));
  }
  return { hard: sortedMap(hard) };
}

function canonical(amount: string): string {
  try {
    return Quantity.parse(amount).toString();
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    throw createError(error.message);
  }
}

/** Whether there are such scopes the server says. */
function scopesOf(line: CommandLine): { readonly scopes?: readonly string[] } {
  const text = flag(line, 'scopes') ?? '';
  if (text === '') return {};
  const scopes = text.split(',');
  if (scopes.includes('')) throw createError('invalid resource quota scope ""');
  return { scopes };
}
