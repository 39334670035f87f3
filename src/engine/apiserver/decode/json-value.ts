/** JSON as the decoder finds it, before its types are known. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What is wrong with a value that is kept as it is: it must be JSON, or it could not be printed or compared. */
export function rawProblem(json: unknown, depthLeft: number): string | undefined {
  if (depthLeft === 0) return 'exceeded max depth';
  if (typeof json !== 'object' || json === null) {
    return isJsonScalar(json) ? undefined : `invalid JSON value ${String(json)}`;
  }
  for (const member of Object.values(json)) {
    const problem = rawProblem(member, depthLeft - 1);
    if (problem) return problem;
  }
  return undefined;
}

function isJsonScalar(json: unknown): boolean {
  if (typeof json === 'number') return Number.isFinite(json);
  return json === null || json === undefined || typeof json === 'string' || typeof json === 'boolean';
}
