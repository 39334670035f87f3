/** kubectl describe of ResourceQuotas, and their part of a namespace's. Follows kubectl/pkg/describe/describe.go. */
import { Quantity, type ResourceQuota } from '../../engine/index.ts';
import { compare, line } from './lines.ts';
import { tabulate } from './tab-writer.ts';

const SCOPE_HELP: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

/** `bullet` starts the lines that explain the scopes. */
function scopeLines({ spec }: ResourceQuota, level: number, bullet: string): string {
  const scopes = [...(spec.scopes ?? [])].sort(compare);
  if (scopes.length === 0) return '';
  const help = scopes.flatMap((scope) => SCOPE_HELP[scope] ?? []).map((text) => line(level, `${bullet}${text}`));
  return line(level, `Scopes:\t${scopes.join(', ')}`) + help.join('');
}

function usageLines(
  { status }: ResourceQuota,
  level: number,
  write: (used: Quantity, hard: Quantity) => Quantity,
): string {
  const names = Object.keys(status.hard ?? {}).sort(compare);
  const rows = names.map((name) => {
    const hard = Quantity.parse(String(status.hard?.[name] ?? '0'));
    const used = Quantity.parse(String(status.used?.[name] ?? '0'));
    return line(level, `${name}\t${write(used, hard)}\t${hard}`);
  });
  return rows.join('');
}

export function describeQuota(quota: ResourceQuota): string {
  const { name, namespace = '' } = quota.metadata;
  return tabulate(
    [
      line(0, `Name:\t${name}`),
      line(0, `Namespace:\t${namespace}`),
      scopeLines(quota, 0, ' * '),
      line(0, 'Resource\tUsed\tHard'),
      line(0, '--------\t----\t----'),
      usageLines(quota, 0, (used, hard) => used.writtenLike(hard)),
    ].join(''),
  );
}

/** All quotas of a namespace; not yet tabulated. */
export function quotasText(quotas: readonly ResourceQuota[]): string {
  if (quotas.length === 0) return 'No resource quota.\n';
  const texts = [...quotas]
    .sort((a, b) => compare(a.metadata.name, b.metadata.name))
    .map((quota) =>
      [
        line(1, `Name:\t${quota.metadata.name}`),
        scopeLines(quota, 1, '* '),
        line(1, 'Resource\tUsed\tHard'),
        line(1, '--------\t---\t---'),
        usageLines(quota, 1, (used) => used),
      ].join(''),
    );
  return `Resource Quotas\n${texts.join('')}`;
}
