/** Objects as `-o yaml` prints them: keys sorted, lists not indented, texts quoted only where they must be. */
import { Document, isScalar, type Scalar, visit } from 'yaml';

export function yamlOf(value: unknown): string {
  const document = new Document(sorted(value), { version: '1.1' });
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === 'string') quote(node as Scalar<string>);
    },
  });
  return document.toString({ indentSeq: false, lineWidth: 0, singleQuote: false });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(fields)
      .sort()
      .filter((key) => fields[key] !== undefined)
      .map((key) => [key, sorted(fields[key])]),
  );
}

/** Texts that end with a line end are shown as blocks; timestamps are quoted, as YAML 1.1 would read them as dates. */
function quote(node: Scalar<string>): void {
  if (node.value.includes('\n')) node.type = 'BLOCK_LITERAL';
  else if (/^\d{4}-\d\d-\d\dT/.test(node.value)) node.type = 'QUOTE_DOUBLE';
}
