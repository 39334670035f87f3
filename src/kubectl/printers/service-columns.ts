/** The tables of services, what is behind them, and disruption budgets. Follows pkg/printers/internalversion/printers.go. */
import type { IntOrString, Obj } from '../../engine/index.ts';
import { age, type Column, name } from './column.ts';

const NONE = '<none>';
const UNSET = '<unset>';
/** So many ports or addresses are shown; the rest is counted. */
const SHOWN = 3;

const amount = (value: IntOrString | undefined): string => (value === undefined ? 'N/A' : String(value));

const budget: readonly Column<'PodDisruptionBudget'>[] = [
  name,
  { name: 'MIN AVAILABLE', cell: ({ spec }) => amount(spec.minAvailable) },
  { name: 'MAX UNAVAILABLE', cell: ({ spec }) => amount(spec.maxUnavailable) },
  { name: 'ALLOWED DISRUPTIONS', cell: ({ status }) => String(status.disruptionsAllowed) },
  age,
];

const service: readonly Column<'Service'>[] = [
  name,
  { name: 'TYPE', cell: ({ spec }) => spec.type ?? '' },
  { name: 'CLUSTER-IP', cell: ({ spec }) => spec.clusterIPs?.[0] ?? NONE },
  { name: 'EXTERNAL-IP', cell: externalIp },
  { name: 'PORT(S)', cell: servicePorts },
  age,
  { name: 'SELECTOR', wide: true, cell: ({ spec }) => pairs(spec.selector) },
];

function externalIp({ spec }: Obj<'Service'>): string {
  const listed = spec.externalIPs ?? [];
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (listed.length > 0) return listed.join(',');
  return spec.type === 'LoadBalancer' ? '<pending>' : NONE;
}

function servicePorts({ spec }: Obj<'Service'>): string {
  const ports = (spec.ports ?? []).map(
    ({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
  );
  return ports.length === 0 ? NONE : ports.join(',');
}

function pairs(selector: Readonly<Record<string, string>> | undefined): string {
  const entries = Object.entries(selector ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? NONE : entries.map(([key, value]) => `${key}=${value}`).join(',');
}

const endpointSlice: readonly Column<'EndpointSlice'>[] = [
  name,
  { name: 'ADDRESSTYPE', cell: ({ addressType }) => addressType },
  { name: 'PORTS', cell: ({ ports = [] }) => someOf(ports.map(({ port }) => (port === undefined ? '*' : `${port}`))) },
  { name: 'ENDPOINTS', cell: ({ endpoints }) => someOf(endpoints.flatMap(({ addresses }) => addresses)) },
  age,
];

function someOf(texts: readonly string[]): string {
  if (texts.length === 0) return UNSET;
  const more = texts.length - SHOWN;
  return `${texts.slice(0, SHOWN).join(',')}${more > 0 ? ` + ${more} more...` : ''}`;
}

export const serviceColumns = { Service: service, EndpointSlice: endpointSlice, PodDisruptionBudget: budget } as const;
