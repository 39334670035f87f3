/** Image references, as far as a default depends on them. Follows pkg/util/parsers and github.com/distribution/reference. */

const alphanumeric = '[a-z0-9]+';
const pathPart = `${alphanumeric}(?:(?:\\.|_|__|-+)${alphanumeric})*`;
const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const tag = '[\\w][\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';
const reference = new RegExp(`^(?:${domain}/)?${pathPart}(?:/${pathPart})*(?::(${tag}))?(@${digest})?$`);

/** Longer names are refused, and would only cost time. */
const longest = 4096;

/** `latest` where neither tag nor digest is given; '' for a text that is no image reference, or has a digest alone. */
export function imageTag(image: string): string {
  const match = image.length <= longest ? reference.exec(image) : null;
  if (!match) return '';
  return match[1] ?? (match[2] === undefined ? 'latest' : '');
}

/** What the API server fills in for imagePullPolicy. */
export function defaultPullPolicy(image: string): string {
  return imageTag(image) === 'latest' ? 'Always' : 'IfNotPresent';
}
