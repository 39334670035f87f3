/** Builders of the API server's refusals, with Kubernetes' texts and codes (§7.3). Follows apimachinery/pkg/api/errors/errors.go. */
import { ApiError, type Status, type StatusCause } from './status.ts';

/** What an error says of a kind; a `ResourceInfo` is one. The core group is ''. */
export interface ResourceNames {
  readonly group: string;
  /** `daemonsets` */
  readonly plural: string;
  /** `DaemonSet` */
  readonly kind: string;
}

function inGroup(name: string, group: string): string {
  return group === '' ? name : `${name}.${group}`;
}

/** `daemonsets.apps`, or `pods` in the core group. */
export function qualifiedResource(resource: ResourceNames): string {
  return inGroup(resource.plural, resource.group);
}

function failure(code: number, reason: string, message: string, details?: Status['details']): ApiError {
  const head = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message } as const;
  return new ApiError(details ? { ...head, details } : head);
}

/** Details name the resource, except those of invalid objects, which name the kind. */
function detailsOf(group: string, kind: string, name: string): NonNullable<Status['details']> {
  return { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind };
}

function resourceDetails(resource: ResourceNames, name: string): NonNullable<Status['details']> {
  return detailsOf(resource.group, resource.plural, name);
}

export function notFound(resource: ResourceNames, name: string): ApiError {
  const message = `${qualifiedResource(resource)} ${quoted(name)} not found`;
  return failure(404, 'NotFound', message, resourceDetails(resource, name));
}

/** For a path that the server does not serve, such as the scale subresource of a DaemonSet. */
export function unknownResource(): ApiError {
  return failure(404, 'NotFound', 'the server could not find the requested resource');
}

export function alreadyExists(resource: ResourceNames, name: string): ApiError {
  const message = `${qualifiedResource(resource)} ${quoted(name)} already exists`;
  return failure(409, 'AlreadyExists', message, resourceDetails(resource, name));
}

/** A new object that waits for the deletion of its predecessor. */
export function beingDeleted(resource: ResourceNames, name: string): ApiError {
  const message = `object is being deleted: ${qualifiedResource(resource)} ${quoted(name)} already exists`;
  return failure(409, 'AlreadyExists', message, resourceDetails(resource, name));
}

const staleMessage = 'the object has been modified; please apply your changes to the latest version and try again';

/** `why` defaults to the text for a stale resourceVersion. */
export function conflict(resource: ResourceNames, name: string, why: string = staleMessage): ApiError {
  const message = `Operation cannot be fulfilled on ${qualifiedResource(resource)} ${quoted(name)}: ${why}`;
  return failure(409, 'Conflict', message, resourceDetails(resource, name));
}

/** A delete or write whose precondition names another uid or resourceVersion. */
export function preconditionFailed(
  resource: ResourceNames,
  name: string,
  field: 'UID' | 'ResourceVersion',
  wanted: string,
  actual: string,
): ApiError {
  const why = `Precondition failed: ${field} in precondition: ${wanted}, ${field} in object meta: ${actual}`;
  return conflict(resource, name, why);
}

/** Field errors as one text: alone, or listed in brackets with exact duplicates said once. */
export function causesText(causes: readonly StatusCause[]): string {
  const texts = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
}

/** HTTP 422 for an object that breaks its kind's rules. */
export function invalid(resource: ResourceNames, name: string, causes: readonly StatusCause[]): ApiError {
  const subject = `${inGroup(resource.kind, resource.group)} ${quoted(name)} is invalid`;
  const message = causes.length === 0 ? subject : `${subject}: ${causesText(causes)}`;
  return failure(422, 'Invalid', message, { ...detailsOf(resource.group, resource.kind, name), causes });
}

export function badRequest(message: string): ApiError {
  return failure(400, 'BadRequest', message);
}

/** A body that is no object of the kind, or not strictly one (§7.5, last rows). */
export function undecodable(kind: string, version: string, problem: string): ApiError {
  return badRequest(`${kind} in version ${quoted(version)} cannot be handled as a ${kind}: ${problem}`);
}

/** A patch whose outcome cannot be decoded: `shownPatch` is the patch as Go prints it (`map[spec:map[...]]`). */
export function invalidPatch(shownPatch: string, problem: string): ApiError {
  const message = `Invalid value: ${quoted(shownPatch)}: ${problem}`;
  const causes = [{ field: 'patch', reason: 'FieldValueInvalid', message }];
  return failure(422, 'Invalid', ` "" is invalid: patch: ${message}`, { causes });
}

export function forbidden(resource: ResourceNames, name: string, why: string): ApiError {
  const subject = name === '' ? qualifiedResource(resource) : `${qualifiedResource(resource)} ${quoted(name)}`;
  return failure(403, 'Forbidden', `${subject} is forbidden: ${why}`, resourceDetails(resource, name));
}

/** Creating something in a namespace that is going away: controllers look for the cause (§2.6). */
export function namespaceTerminating(resource: ResourceNames, name: string, namespace: string): ApiError {
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const { status } = forbidden(resource, name, why);
  const cause = {
    field: 'metadata.namespace',
    reason: 'NamespaceTerminating',
    message: `namespace ${namespace} is being terminated`,
  };
  return new ApiError({ ...status, details: { ...status.details, causes: [cause] } });
}

/** A watch or list from a version that is no longer kept. */
export function expired(requested: string, oldest: string): ApiError {
  return failure(410, 'Expired', `too old resource version: ${requested} (${oldest})`);
}

export function methodNotSupported(resource: ResourceNames, action: string): ApiError {
  const message = `${action} is not supported on resources of kind ${quoted(qualifiedResource(resource))}`;
  return failure(405, 'MethodNotAllowed', message, resourceDetails(resource, ''));
}

/** A body that is longer than the server reads; `limit` in bytes. */
export function bodyTooLarge(limit: number): ApiError {
  return failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`);
}

export function tooManyOperations(most: number, actual: number): ApiError {
  const message = `The allowed maximum operations in a JSON patch is ${most}, got ${actual}`;
  return failure(413, 'RequestEntityTooLarge', `Request entity too large: ${message}`);
}

/** A patch that does not apply: the server keeps the reason to itself. */
export function unprocessable(): ApiError {
  return failure(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
}

/** An error of no known kind, in its own words. */
export function unexplained(message: string): ApiError {
  return failure(500, '', message);
}

/** An eviction that a budget refuses for now. */
export function tooManyRequests(message: string, causes: readonly StatusCause[] = []): ApiError {
  return failure(429, 'TooManyRequests', message, causes.length === 0 ? undefined : { causes });
}

/** A request that the server understands and has no answer to; the Status names no reason. */
export function unanswerable(message: string): ApiError {
  return failure(500, '', message);
}

export function internalError(message: string): ApiError {
  return failure(500, 'InternalError', `Internal error occurred: ${message}`);
}

/**
 * A text in double quotes with Go's escapes (fmt's %q): what is printable stays, the rest is escaped.
 */
export function quoted(text: string): string {
  let shown = '"';
  for (const char of text) shown += quotedChar(char);
  return `${shown}"`;
}

const escapes = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

function quotedChar(char: string): string {
  const known = escapes.get(char);
  if (known !== undefined) return known;
  if (char === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  // A lone surrogate is no character: Go's decoder has made it the replacement character, which is printable.
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
