/**
 * Rules for names, label keys and values (§7.5). Each function answers with the API server's messages, none when valid.
 * Follows k8s.io/apimachinery: pkg/util/validation/validation.go, pkg/api/validate/content, pkg/api/validation/generic.go.
 */

const dns1123Label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const dns1123Subdomain = `${dns1123Label}(\\.${dns1123Label})*`;
const qualifiedName = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelValue = `(${qualifiedName})?`;
const envVarName = '[-._a-zA-Z][-._a-zA-Z0-9]*';
const configMapKey = '[-._a-zA-Z0-9]+';
const percent = '[0-9]+%';

const whole = (pattern: string) => new RegExp(`^${pattern}$`);
const dns1123LabelPattern = whole(dns1123Label);
const dns1123SubdomainPattern = whole(dns1123Subdomain);
const qualifiedNamePattern = whole(qualifiedName);
const labelValuePattern = whole(labelValue);
const envVarNamePattern = whole(envVarName);
const configMapKeyPattern = whole(configMapKey);
const percentPattern = whole(percent);

/** The length in bytes of UTF-8, which is what Go's `len` counts. */
export function byteLength(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    // A surrogate pair is two units here and four bytes there, so each half counts two.
    length += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return length;
}

function regexError(message: string, pattern: string, ...examples: string[]): string {
  const listed = examples.map((example) => `'${example}', `).join(' or ');
  return `${message} (e.g. ${listed}regex used for validation is '${pattern}')`;
}

const maxCharacters = (limit: number) => `must be no more than ${limit} characters`;
const maxBytes = (limit: number) => `must be no more than ${limit} bytes`;

const subdomainMessage = regexError(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  dns1123Subdomain,
  'example.com',
);
const labelMessage = regexError(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  dns1123Label,
  'my-name',
  '123-abc',
);
const qualifiedNameMessage = regexError(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  qualifiedName,
  'MyName',
  'my.name',
  '123-abc',
);
const labelValueMessage = regexError(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  labelValue,
  'MyValue',
  'my_value',
  '12345',
);
const envVarNameMessage = regexError(
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
  envVarName,
  'my.env-name',
  'MY_ENV.NAME',
  'MyEnvName1',
);
const configMapKeyMessage = regexError(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  configMapKey,
  'key.name',
  'KEY_NAME',
  'key-name',
);
const percentMessage = regexError(
  "a valid percent string must be a numeric string followed by an ending '%'",
  percent,
  '1%',
  '93%',
);

function subdomainProblems(text: string, tooLong: (limit: number) => string): string[] {
  const problems: string[] = [];
  if (byteLength(text) > 253) problems.push(tooLong(253));
  if (!dns1123SubdomainPattern.test(text)) problems.push(subdomainMessage);
  return problems;
}

/** Names of most objects: at most 253 bytes of dotted lower-case labels. */
export function isDNS1123Subdomain(text: string): string[] {
  return subdomainProblems(text, maxCharacters);
}

/** A trailing dash of a generateName is fine: random characters follow. Upstream masks the last two characters. */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}

/** Names of DaemonSets, Pods and nodes; `prefix` for metadata.generateName. */
export function nameIsDNSSubdomain(name: string, prefix: boolean): string[] {
  return isDNS1123Subdomain(prefix ? maskTrailingDash(name) : name);
}

/** Names of namespaces; `prefix` for metadata.generateName. */
export function nameIsDNSLabel(name: string, prefix: boolean): string[] {
  return isDNS1123Label(prefix ? maskTrailingDash(name) : name);
}

/** Container, volume and namespace names: at most 63 bytes, without dots. */
export function isDNS1123Label(text: string): string[] {
  const problems: string[] = [];
  if (byteLength(text) > 63) problems.push(maxCharacters(63));
  if (!dns1123LabelPattern.test(text)) {
    problems.push(dns1123SubdomainPattern.test(text) ? 'must not contain dots' : labelMessage);
  }
  return problems;
}

/**
 * Texts that have passed a rule: a cluster asks for the same few keys and values again and again.
 * A cache only; the bound guards against a flood of different ones.
 */
class Accepted {
  private readonly texts = new Set<string>();

  has(text: string): boolean {
    return this.texts.has(text);
  }

  /** Remembers the text if nothing was wrong with it; answers with the problems. */
  keep(text: string, problems: string[]): string[] {
    if (problems.length === 0 && text.length <= 317) {
      if (this.texts.size >= 4096) this.texts.clear();
      this.texts.add(text);
    }
    return problems;
  }
}

const acceptedKeys = new Accepted();
const acceptedValues = new Accepted();

/** Label, taint and annotation keys: an optional DNS prefix and `/`, then a name of at most 63 bytes. */
export function isQualifiedName(text: string): string[] {
  return acceptedKeys.has(text) ? [] : acceptedKeys.keep(text, qualifiedNameProblems(text));
}

function qualifiedNameProblems(text: string): string[] {
  const problems: string[] = [];
  const parts = text.split('/');
  if (parts.length > 2) {
    return [
      `a valid label key ${qualifiedNameMessage} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix === '') problems.push('prefix part must be non-empty');
  else if (prefix !== undefined) {
    for (const problem of subdomainProblems(prefix, maxBytes)) problems.push(`prefix part ${problem}`);
  }
  if (name === '') problems.push('name part must be non-empty');
  else if (byteLength(name) > 63) problems.push(`name part ${maxBytes(63)}`);
  if (!qualifiedNamePattern.test(name)) problems.push(`name part ${qualifiedNameMessage}`);
  return problems;
}

/** Label values: empty, or at most 63 bytes. */
export function isValidLabelValue(text: string): string[] {
  return acceptedValues.has(text) ? [] : acceptedValues.keep(text, labelValueProblems(text));
}

function labelValueProblems(text: string): string[] {
  const problems: string[] = [];
  if (byteLength(text) > 63) problems.push(maxBytes(63));
  if (!labelValuePattern.test(text)) problems.push(labelValueMessage);
  return problems;
}

function pathProblems(text: string): string[] {
  if (text === '.') return ["must not be '.'"];
  if (text === '..') return ["must not be '..'"];
  return text.startsWith('..') ? ["must not start with '..'"] : [];
}

/** Keys of ConfigMaps and Secrets. */
export function isConfigMapKey(text: string): string[] {
  const problems: string[] = [];
  if (byteLength(text) > 253) problems.push(maxCharacters(253));
  if (!configMapKeyPattern.test(text)) problems.push(configMapKeyMessage);
  return [...problems, ...pathProblems(text)];
}

/** The strict rule for environment variable names; containers use the relaxed one. */
export function isEnvVarName(text: string): string[] {
  const problems = envVarNamePattern.test(text) ? [] : [envVarNameMessage];
  return [...problems, ...pathProblems(text)];
}

/** What v1.34 and later ask of `env[].name`. */
export function isRelaxedEnvVarName(text: string): string[] {
  if (text === '') return ['environment variable name must be non-empty'];
  if (/^[ -<>-~]*$/.test(text)) return [];
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** IANA service names: container port names and named probe ports. */
export function isValidPortName(text: string): string[] {
  const problems: string[] = [];
  if (byteLength(text) > 15) problems.push(maxCharacters(15));
  if (!/^[-a-z0-9]+$/.test(text)) {
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(text)) problems.push('must contain at least one letter (a-z)');
  if (text.includes('--')) problems.push('must not contain consecutive hyphens');
  if (text.startsWith('-') || text.endsWith('-')) problems.push('must not begin or end with a hyphen');
  return problems;
}

/** Texts of int-or-percent fields. */
export function isValidPercent(text: string): string[] {
  return percentPattern.test(text) ? [] : [percentMessage];
}
