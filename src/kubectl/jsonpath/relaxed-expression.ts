/** Paths as users write them for columns and for sorting. Follows RelaxedJSONPathExpression in kubectl/pkg/cmd/get/customcolumn.go. */
import { JsonPathError } from './jsonpath-error.ts';

/** `metadata.name`, `.metadata.name` and `{metadata.name}` as `{.metadata.name}`; throws JsonPathError for the rest. */
export function relaxedExpression(path: string): string {
  if (path === '') return path;
  const parts = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path);
  if (!parts) {
    throw new JsonPathError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  }
  return `{.${parts[1] ?? parts[2] ?? ''}}`;
}
