/** What the parser tells of a document, and where it may be in it. Follows yamlh.go of go.yaml.in/yaml/v2. */
export interface YamlEvent {
  readonly type: 'scalar' | 'alias' | 'sequence-start' | 'mapping-start' | 'end' | 'document-end' | 'stream-end';
  /** '' for none. */
  readonly anchor: string;
  readonly tag: string;
  readonly value: string;
  /** A scalar whose text says its type: no quotes, no tag. */
  readonly implicit: boolean;
  readonly line: number;
}

export type State =
  | 'document-start'
  | 'document-content'
  | 'document-end'
  | 'block-sequence-first'
  | 'block-sequence-entry'
  | 'indentless-sequence-entry'
  | 'block-mapping-first'
  | 'block-mapping-key'
  | 'block-mapping-value'
  | 'flow-sequence-first'
  | 'flow-sequence-entry'
  | 'flow-pair-key'
  | 'flow-pair-value'
  | 'flow-pair-end'
  | 'flow-mapping-first'
  | 'flow-mapping-key'
  | 'flow-mapping-value'
  | 'flow-mapping-empty-value'
  | 'block-node'
  | 'end';
