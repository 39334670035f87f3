/**
 * From tokens to events, by a state for each place of the grammar: a port of parserc.go of go.yaml.in/yaml/v2. Errors
 * have its texts and lines; nothing recurses.
 */
import type { State, YamlEvent } from './events.ts';
import { Scanner } from './scanner.ts';
import type { Token, TokenType } from './tokens.ts';
import { type Mark, parserError } from './yaml-error.ts';

const YAML_TAGS: readonly (readonly [string, string])[] = [
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
];

const NO_PROPERTIES = { anchor: '', tag: '' };

export class Parser {
  readonly #scanner: Scanner;
  #state: State = 'document-start';
  #first = true;
  readonly #states: State[] = [];
  readonly #marks: Mark[] = [];
  #tags = new Map<string, string>();

  constructor(text: string) {
    this.#scanner = new Scanner(text);
    this.#scanner.take(); // stream-start
  }

  /** The next event; document starts are passed over. Throws YamlError. */
  next(): YamlEvent {
    switch (this.#state) {
      case 'document-start':
        return this.#documentStart();
      case 'document-content':
        return this.#documentContent();
      case 'document-end':
        return this.#documentEnd();
      case 'block-node':
        return this.#node(true, false);
      case 'block-sequence-first':
      case 'block-sequence-entry':
        return this.#blockSequenceEntry();
      case 'indentless-sequence-entry':
        return this.#indentlessEntry();
      case 'block-mapping-first':
      case 'block-mapping-key':
        return this.#blockMappingKey();
      case 'block-mapping-value':
        return this.#blockMappingValue();
      case 'flow-sequence-first':
      case 'flow-sequence-entry':
        return this.#flowSequenceEntry();
      case 'flow-pair-key':
        return this.#flowPairKey();
      case 'flow-pair-value':
        return this.#flowValue('flow-sequence-end', 'flow-pair-end');
      case 'flow-pair-end':
        this.#state = 'flow-sequence-entry';
        return this.#event('end', this.#scanner.peek().start);
      case 'flow-mapping-first':
      case 'flow-mapping-key':
        return this.#flowMappingKey();
      case 'flow-mapping-value':
        return this.#flowValue('flow-mapping-end', 'flow-mapping-key');
      case 'flow-mapping-empty-value':
        return this.#empty('flow-mapping-key', this.#scanner.peek().start);
      case 'end':
        return this.#event('stream-end', this.#scanner.peek().start);
    }
  }

  #event(type: YamlEvent['type'], { line }: Mark, anchor = '', tag = '', value = '', implicit = false): YamlEvent {
    return { type, anchor, tag, value, implicit, line };
  }

  #is(...types: readonly TokenType[]): boolean {
    return types.includes(this.#scanner.peek().type);
  }

  #documentStart(): YamlEvent {
    if (!this.#first) while (this.#is('document-end')) this.#scanner.take();
    const implicit = this.#first && !this.#is('version-directive', 'tag-directive', 'document-start', 'stream-end');
    this.#first = false;
    if (!implicit && this.#is('stream-end')) {
      this.#state = 'end';
      return this.#event('stream-end', this.#scanner.peek().start);
    }
    this.#directives();
    this.#states.push('document-end');
    if (implicit) return this.#node(true, false);
    if (!this.#is('document-start')) {
      throw parserError('did not find expected <document start>', this.#scanner.peek().start);
    }
    this.#scanner.take();
    return this.#documentContent();
  }

  #directives(): void {
    const tags = new Map<string, string>();
    let version = false;
    while (this.#is('version-directive', 'tag-directive')) {
      const { type, start, value, suffix } = this.#scanner.peek();
      if (type === 'version-directive') {
        if (version) throw parserError('found duplicate %YAML directive', start);
        if (value !== '1.1') throw parserError('found incompatible YAML document', start);
        version = true;
      } else {
        if (tags.has(value)) throw parserError('found duplicate %TAG directive', start);
        tags.set(value, suffix);
      }
      this.#scanner.take();
    }
    this.#tags = new Map([...YAML_TAGS, ...tags]);
  }

  #documentContent(): YamlEvent {
    const { start } = this.#scanner.peek();
    if (this.#is('version-directive', 'tag-directive', 'document-start', 'document-end', 'stream-end')) {
      return this.#empty(this.#pop(), start);
    }
    return this.#node(true, false);
  }

  #documentEnd(): YamlEvent {
    const { start } = this.#scanner.peek();
    if (this.#is('document-end')) this.#scanner.take();
    this.#state = 'document-start';
    return this.#event('document-end', start);
  }

  #pop(): State {
    return this.#states.pop() ?? 'end';
  }

  #empty(state: State, mark: Mark): YamlEvent {
    this.#state = state;
    return this.#event('scalar', mark, '', '', '', true);
  }

  #node(block: boolean, indentless: boolean): YamlEvent {
    const scanner = this.#scanner;
    const begin = scanner.peek().start;
    if (this.#is('alias')) {
      this.#state = this.#pop();
      return this.#event('alias', begin, scanner.take().value);
    }
    const { anchor, tag } = this.#is('anchor', 'tag') ? this.#properties() : NO_PROPERTIES;
    const next = scanner.peek();
    const collection = (type: 'sequence-start' | 'mapping-start', state: State): YamlEvent => {
      this.#state = state;
      return this.#event(type, begin, anchor, tag);
    };
    if (indentless && next.type === 'block-entry') return collection('sequence-start', 'indentless-sequence-entry');
    if (next.type === 'scalar') {
      this.#state = this.#pop();
      const { value, plain } = scanner.take();
      return this.#event('scalar', begin, anchor, tag, value, tag === '!' || (tag === '' && plain));
    }
    if (next.type === 'flow-sequence-start') return collection('sequence-start', 'flow-sequence-first');
    if (next.type === 'flow-mapping-start') return collection('mapping-start', 'flow-mapping-first');
    if (block && next.type === 'block-sequence-start') return collection('sequence-start', 'block-sequence-first');
    if (block && next.type === 'block-mapping-start') return collection('mapping-start', 'block-mapping-first');
    if (anchor !== '' || tag !== '') {
      this.#state = this.#pop();
      return this.#event('scalar', begin, anchor, tag, '', tag === '');
    }
    throw parserError('did not find expected node content', next.start, begin);
  }

  /** An anchor and a tag, in either order. */
  #properties(): { anchor: string; tag: string } {
    const scanner = this.#scanner;
    const begin = scanner.peek().start;
    let anchor = '';
    let tag: Token | undefined;
    if (this.#is('anchor')) anchor = scanner.take().value;
    if (this.#is('tag')) tag = scanner.take();
    if (anchor === '' && tag && this.#is('anchor')) anchor = scanner.take().value;
    if (!tag) return { anchor, tag: '' };
    if (tag.value === '') return { anchor, tag: tag.suffix };
    const prefix = this.#tags.get(tag.value);
    if (prefix === undefined) throw parserError('found undefined tag handle', tag.start, begin);
    return { anchor, tag: prefix + tag.suffix };
  }

  /** Passes the token that opens a collection, and remembers where it stands. */
  #open(first: boolean): void {
    if (first) this.#marks.push(this.#scanner.take().start);
  }

  #close(): YamlEvent {
    this.#state = this.#pop();
    this.#marks.pop();
    return this.#event('end', this.#scanner.take().start);
  }

  #unexpected(problem: string): Error {
    return parserError(problem, this.#scanner.peek().start, this.#marks.at(-1));
  }

  #then(state: State, block: boolean, indentless = false): YamlEvent {
    this.#states.push(state);
    return this.#node(block, indentless);
  }

  #blockSequenceEntry(): YamlEvent {
    this.#open(this.#state === 'block-sequence-first');
    if (this.#is('block-entry')) {
      const { end } = this.#scanner.take();
      if (!this.#is('block-entry', 'block-end')) return this.#then('block-sequence-entry', true);
      return this.#empty('block-sequence-entry', end);
    }
    if (this.#is('block-end')) return this.#close();
    throw this.#unexpected("did not find expected '-' indicator");
  }

  #indentlessEntry(): YamlEvent {
    if (this.#is('block-entry')) {
      const { end } = this.#scanner.take();
      if (!this.#is('block-entry', 'key', 'value', 'block-end')) return this.#then('indentless-sequence-entry', true);
      return this.#empty('indentless-sequence-entry', end);
    }
    this.#state = this.#pop();
    return this.#event('end', this.#scanner.peek().start);
  }

  #blockMappingKey(): YamlEvent {
    this.#open(this.#state === 'block-mapping-first');
    if (this.#is('key')) {
      const { end } = this.#scanner.take();
      if (!this.#is('key', 'value', 'block-end')) return this.#then('block-mapping-value', true, true);
      return this.#empty('block-mapping-value', end);
    }
    if (this.#is('block-end')) return this.#close();
    throw this.#unexpected('did not find expected key');
  }

  #blockMappingValue(): YamlEvent {
    if (!this.#is('value')) return this.#empty('block-mapping-key', this.#scanner.peek().start);
    const { end } = this.#scanner.take();
    if (!this.#is('key', 'value', 'block-end')) return this.#then('block-mapping-key', true, true);
    return this.#empty('block-mapping-key', end);
  }

  #flowSequenceEntry(): YamlEvent {
    const first = this.#state === 'flow-sequence-first';
    this.#open(first);
    if (!this.#is('flow-sequence-end')) {
      this.#passComma(first, "did not find expected ',' or ']'");
      if (this.#is('key')) {
        this.#state = 'flow-pair-key';
        return this.#event('mapping-start', this.#scanner.take().start);
      }
      if (!this.#is('flow-sequence-end')) return this.#then('flow-sequence-entry', false);
    }
    return this.#close();
  }

  #passComma(first: boolean, problem: string): void {
    if (first) return;
    if (!this.#is('flow-entry')) throw this.#unexpected(problem);
    this.#scanner.take();
  }

  #flowPairKey(): YamlEvent {
    if (!this.#is('value', 'flow-entry', 'flow-sequence-end')) return this.#then('flow-pair-value', false);
    return this.#empty('flow-pair-value', this.#scanner.take().end);
  }

  #flowMappingKey(): YamlEvent {
    const first = this.#state === 'flow-mapping-first';
    this.#open(first);
    if (!this.#is('flow-mapping-end')) {
      this.#passComma(first, "did not find expected ',' or '}'");
      if (this.#is('key')) {
        this.#scanner.take();
        if (!this.#is('value', 'flow-entry', 'flow-mapping-end')) return this.#then('flow-mapping-value', false);
        return this.#empty('flow-mapping-value', this.#scanner.peek().start);
      }
      if (!this.#is('flow-mapping-end')) return this.#then('flow-mapping-empty-value', false);
    }
    return this.#close();
  }

  /** The value of a pair in a flow collection, which `end` closes. */
  #flowValue(end: TokenType, state: State): YamlEvent {
    const before = this.#scanner.peek().start;
    if (this.#is('value')) {
      this.#scanner.take();
      if (!this.#is('flow-entry', end)) return this.#then(state, false);
      if (end === 'flow-mapping-end') return this.#empty(state, this.#scanner.peek().start);
    }
    return this.#empty(state, before);
  }
}
