/** A pod's own resolver settings and host entries. Follows validatePodDNSConfig in pkg/apis/core/validation. */
import { byteLength, isDNS1123Subdomain } from '../../model/names.ts';
import type { StatusCause } from '../status.ts';
import { asJson, invalidValue, invalidValues, required } from './causes.ts';
import type { PodSpecFields } from './pod-fields.ts';

const underscored = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const underscoredName = `${underscored}(\\.${underscored})*`;
const underscoredPattern = new RegExp(`^${underscoredName}$`);
const underscoredMessage = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${underscoredName}')`;

export function validateDnsConfig(
  config: PodSpecFields['dnsConfig'],
  policy: string | undefined,
  path: string,
): StatusCause[] {
  if (policy === 'None') {
    if (!config) return [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')];
    if (!config.nameservers?.length) {
      return [required(`${path}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')];
    }
  }
  const { nameservers = [], searches = [], options = [] } = config ?? {};
  const causes: StatusCause[] = [];
  if (nameservers.length > 3) {
    causes.push(invalidValue(`${path}.nameservers`, asJson(nameservers), 'must not have more than 3 nameservers'));
  }
  nameservers.forEach((address, i) => {
    causes.push(...validateIp(address, `${path}.nameservers[${i}]`));
  });
  if (searches.length > 32) {
    causes.push(invalidValue(`${path}.searches`, asJson(searches), 'must not have more than 32 search paths'));
  }
  if (byteLength(searches.join(' ')) > 2048) {
    const why = 'must not have more than 2048 characters (including spaces) in the search list';
    causes.push(invalidValue(`${path}.searches`, asJson(searches), why));
  }
  searches.forEach((search, i) => {
    if (search !== '.') causes.push(...validateSearch(search.replace(/\.$/, ''), `${path}.searches[${i}]`));
  });
  options.forEach(({ name = '' }, i) => {
    if (name === '') causes.push(required(`${path}.options[${i}]`, 'must not be empty'));
  });
  return causes;
}

function validateSearch(search: string, path: string): StatusCause[] {
  const messages = byteLength(search) > 253 ? ['must be no more than 253 characters'] : [];
  if (!underscoredPattern.test(search)) messages.push(underscoredMessage);
  return invalidValues(path, search, messages);
}

export function validateHostAliases(aliases: NonNullable<PodSpecFields['hostAliases']>, path: string): StatusCause[] {
  return aliases.flatMap(({ ip, hostnames = [] }, i) => [
    ...validateIp(ip, `${path}[${i}].ip`),
    ...hostnames.flatMap((name, j) => invalidValues(`${path}[${i}].hostnames[${j}]`, name, isDNS1123Subdomain(name))),
  ]);
}

/** An address of either family, without a zone. */
export function validateIp(address: string, path: string): StatusCause[] {
  if (isIpv4(address) || isIpv6(address)) return [];
  return [invalidValue(path, address, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
}

function isIpv4(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isIpv6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const mapped = last.includes('.');
  const hex = mapped ? groups.slice(0, -1) : groups;
  if ((mapped && !isIpv4(last)) || !hex.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const size = hex.length + (mapped ? 2 : 0);
  return halves.length === 2 ? size <= 7 : size === 8;
}
