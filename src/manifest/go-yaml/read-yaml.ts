/**
 * A YAML document as the JSON that kubectl makes of it. Follows decode.go of go.yaml.in/yaml/v2 and yaml.go of
 * sigs.k8s.io/yaml: YAML 1.1, the last of equal keys wins, aliases are paid for each time they are used. Nothing
 * recurses, so depth costs no stack.
 */
import type { YamlEvent } from './events.ts';
import { goSyntax, keyText } from './key-text.ts';
import { Parser } from './parser.ts';
import { resolveScalar } from './resolve.ts';
import { YamlError } from './yaml-error.ts';

interface YamlNode {
  readonly event: YamlEvent;
  /** Items, or keys and values in turn. */
  readonly children: YamlNode[];
  /** What an alias stands for. */
  readonly target?: YamlNode;
}

/** The value of the first document; undefined when there is none. Throws YamlError. */
export function readYaml(text: string): unknown {
  const root = compose(new Parser(text));
  return root ? new Decoder().decode(root) : undefined;
}

/** Scalars have no items. */
const NONE: YamlNode[] = [];

function compose(parser: Parser): YamlNode | undefined {
  const open: YamlNode[] = [];
  const anchors = new Map<string, YamlNode>();
  let root: YamlNode | undefined;
  for (;;) {
    const event = parser.next();
    if (event.type === 'stream-end' || event.type === 'document-end') return root;
    if (event.type === 'end') {
      open.pop();
      continue;
    }
    const opens = event.type === 'sequence-start' || event.type === 'mapping-start';
    const target = event.type === 'alias' ? anchors.get(event.anchor) : undefined;
    const node: YamlNode = { event, children: opens ? [] : NONE, target };
    if (event.type === 'alias') {
      if (!target) throw new YamlError(`unknown anchor '${event.anchor}' referenced`, event.line + 1);
    } else if (event.anchor !== '') anchors.set(event.anchor, node);
    const parent = open.at(-1);
    if (parent) parent.children.push(node);
    else root ??= node;
    if (opens) open.push(node);
  }
}

/** A collection that is being filled. */
interface Frame {
  readonly node: YamlNode;
  readonly give: (value: unknown) => void;
  readonly list: unknown[];
  readonly fields: Map<string, unknown>;
  next: number;
  /** The key that waits for its value. */
  key?: string;
  /** Aliases on the way here, to be taken off when the collection is done. */
  readonly alias?: YamlNode;
  /** A mapping that is merged into the one below it. */
  readonly into?: Map<string, unknown>;
}

class Decoder {
  #decoded = 0;
  #aliased = 0;
  #aliasDepth = 0;
  readonly #active = new Set<YamlNode>();
  readonly #frames: Frame[] = [];
  /** JSON has no null for a key; Go finds out when all has been read. */
  #nullKey?: { readonly line: number; value: unknown };

  decode(root: YamlNode): unknown {
    let result: unknown;
    this.#start(root, (value) => {
      result = value;
    });
    for (let frame = this.#frames.at(-1); frame; frame = this.#frames.at(-1)) this.#advance(frame);
    if (!this.#nullKey) return result;
    const { line, value } = this.#nullKey;
    throw new YamlError(
      `unsupported map key of type: %!s(<nil>), key: <nil>, value: ${goSyntax(value, '<nil>')}`,
      line,
      '',
    );
  }

  /** Gives a scalar at once, and opens a frame for a collection. */
  #start(node: YamlNode, give: (value: unknown) => void, into?: Map<string, unknown>): void {
    this.#count();
    const { target, event } = node;
    if (target) {
      if (this.#active.has(node)) throw new YamlError(`anchor '${event.anchor}' value contains itself`, event.line + 1);
      this.#active.add(node);
      this.#aliasDepth += 1;
      this.#count();
      this.#open(target, give, into, node);
    } else this.#open(node, give, into);
  }

  #open(node: YamlNode, give: (value: unknown) => void, into?: Map<string, unknown>, alias?: YamlNode): void {
    const { type, value, tag, implicit, line } = node.event;
    if (type === 'scalar') {
      this.#leave(alias);
      give(resolveScalar(value, tag, implicit, line));
      return;
    }
    if (tag === 'tag:yaml.org,2002:null') {
      this.#leave(alias);
      give(null);
      return;
    }
    this.#frames.push({ node, give, list: [], fields: into ?? new Map(), next: 0, alias, into });
  }

  #leave(alias: YamlNode | undefined): void {
    if (!alias) return;
    this.#active.delete(alias);
    this.#aliasDepth -= 1;
  }

  /** Aliases may make a small text large: what comes of them is held against the whole. */
  #count(): void {
    this.#decoded += 1;
    if (this.#aliasDepth > 0) this.#aliased += 1;
    if (this.#aliased > 100 && this.#decoded > 1000 && this.#aliased / this.#decoded > allowedRatio(this.#decoded)) {
      throw new YamlError('document contains excessive aliasing', 1);
    }
  }

  #advance(frame: Frame): void {
    const child = frame.node.children[frame.next];
    if (!child) {
      this.#frames.pop();
      this.#leave(frame.alias);
      if (frame.node.event.type === 'sequence-start') frame.give(frame.list);
      else if (!frame.into) frame.give(Object.fromEntries(frame.fields));
      return;
    }
    frame.next += 1;
    if (frame.node.event.type === 'sequence-start') {
      const place = frame.list.push(null) - 1;
      this.#start(child, (value) => {
        frame.list[place] = value;
      });
    } else if (frame.next % 2 === 1 && isMergeKey(child)) {
      const merged = frame.node.children[frame.next];
      frame.next += 1;
      if (merged) this.#merge(merged, frame.fields);
    } else if (frame.next % 2 === 1) {
      this.#start(child, (value) => {
        frame.key = value === null ? undefined : keyText(value, child.event.line + 1);
      });
    } else {
      const { key } = frame;
      this.#start(child, (value) => {
        if (key === undefined) this.#nullKey = { line: child.event.line + 1, value };
        else frame.fields.set(key, value);
      });
    }
  }

  /** `<<`: the members of one mapping or of several, the first of them last. */
  #merge(value: YamlNode, into: Map<string, unknown>): void {
    const sources = value.event.type === 'sequence-start' ? value.children : [value];
    for (const source of sources) {
      if ((source.target ?? source).event.type !== 'mapping-start') {
        throw new YamlError('map merge requires map or sequence of maps as the value', source.event.line + 1);
      }
      // Frames are worked off from the last: sources that stand first have the last word.
      this.#start(source, () => undefined, into);
    }
  }
}

function allowedRatio(decoded: number): number {
  if (decoded <= 400_000) return 0.99;
  return decoded >= 4_000_000 ? 0.1 : 0.99 - 0.89 * ((decoded - 400_000) / 3_600_000);
}

function isMergeKey({ event }: YamlNode): boolean {
  if (event.type !== 'scalar' || event.value !== '<<') return false;
  return event.implicit || event.tag === '!' || event.tag === 'tag:yaml.org,2002:merge';
}
