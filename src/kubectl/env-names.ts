/** Names of environment variables. Follows IsEnvVarName in apimachinery's pkg/util/validation. */

const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const RULE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

/** What is wrong with the name, in Kubernetes' words; empty when nothing is. */
export function envNameProblems(name: string): readonly string[] {
  const problems = NAME.test(name) ? [] : [RULE];
  if (name === '.') return [...problems, "must not be '.'"];
  if (name === '..') return [...problems, "must not be '..'"];
  return name.startsWith('..') ? [...problems, "must not start with '..'"] : problems;
}
