/** Objects as `-o yaml` prints them: keys sorted, lists not indented, texts quoted only where they must be. */
import { Document, isScalar, parse, type Scalar, visit } from 'yaml';

export function yamlOf(value: unknown): string {
  const document = new Document(sorted(value), { version: '1.1' });
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === 'string') quote(node as Scalar<string>);
    },
  });
  return document.toString({ indentSeq: false, lineWidth: 0, singleQuote: true });
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

/**
 * Texts with several lines are shown as blocks. Texts that YAML 1.1 would read as something else, such as numbers, dates and
 * nothing, are quoted twice, those that could not stand alone for their characters once: go-yaml's way.
 */
function quote(node: Scalar<string>): void {
  if (node.value.includes('\n')) node.type = 'BLOCK_LITERAL';
  else if (readsOtherwise(node.value)) node.type = 'QUOTE_DOUBLE';
}

function readsOtherwise(text: string): boolean {
  if (text === '' || /^\d{4}-\d\d-\d\dT/.test(text)) return true;
  if (text.length > 40 || !/^(?:[-+.\d~]|[yYnNtTfFoO])/.test(text)) return false;
  const read = parseAs11(text);
  return read === null || read instanceof Date || (typeof read !== 'string' && typeof read !== 'object');
}

function parseAs11(text: string): unknown {
  try {
    return parse(text, { version: '1.1' });
  } catch {
    return text; // no YAML at all, so nothing that it could be taken for
  }
}
