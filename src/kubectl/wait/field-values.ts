/** The values that a JSONPath expression finds in an object, one list a `{…}`. Follows newJSONPathParser in pkg/cmd/wait/wait.go. */
import type { GoValue } from '../go-values/go-value.ts';
import { JsonPath } from '../jsonpath/jsonpath.ts';
import { JsonPathError } from '../jsonpath/jsonpath-error.ts';
import { relaxedExpression } from '../jsonpath/relaxed-expression.ts';
import { KubectlError } from '../kubectl-error.ts';
import { WaitProblem } from './wait-problem.ts';

/** Throws a KubectlError for an expression that cannot be read; the answer throws a WaitProblem. */
export function fieldValues(expression: string): (object: object) => readonly (readonly unknown[])[] {
  const path = parsed(expression);
  return (object) => {
    try {
      return path.find(object as GoValue);
    } catch (error) {
      if (error instanceof JsonPathError) throw new WaitProblem(error.message);
      throw error;
    }
  };
}

function parsed(expression: string): JsonPath {
  if (expression === '') throw new KubectlError('error: jsonpath expression cannot be empty\n');
  try {
    return JsonPath.parse(relaxedExpression(expression));
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(`error: ${error.message}\n`);
    throw error;
  }
}
