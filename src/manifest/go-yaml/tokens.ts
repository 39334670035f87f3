/** What the scanner makes of YAML text. Follows yamlh.go of go.yaml.in/yaml/v2. */
import type { Mark } from './yaml-error.ts';

export type TokenType =
  | 'stream-start'
  | 'stream-end'
  | 'version-directive'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  readonly end: Mark;
  /** A scalar's text, an anchor's name, a tag's handle, or a version (`1.1`). */
  readonly value: string;
  /** A tag's suffix, or the prefix that a handle stands for. */
  readonly suffix: string;
  /** Scalars: without quotes, and no block. */
  readonly plain: boolean;
}

export function token(type: TokenType, start: Mark, end: Mark, value = '', suffix = '', plain = false): Token {
  return { type, start, end, value, suffix, plain };
}
