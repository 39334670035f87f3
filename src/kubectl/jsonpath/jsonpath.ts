/** A JSONPath template held against an object, ranges included. Follows client-go/util/jsonpath/jsonpath.go. */
import { goJson } from '../go-values/go-json.ts';
import { goText } from '../go-values/go-text.ts';
import { type GoValue, isMap, isSlice } from '../go-values/go-value.ts';
import type { ListNode } from './node.ts';
import { parseJsonPath } from './parser.ts';
import { type Found, type WalkState, walk } from './walk.ts';

export class JsonPath {
  private constructor(
    private readonly root: ListNode,
    private readonly allowMissingKeys: boolean,
  ) {}

  /** Throws JsonPathError. Missing keys count as nothing found unless `allowMissingKeys` is false. */
  static parse(text: string, { allowMissingKeys = true }: { readonly allowMissingKeys?: boolean } = {}): JsonPath {
    return new JsonPath(parseJsonPath(text), allowMissingKeys);
  }

  /** What each part of the template finds, once for every turn of a range. Throws JsonPathError. */
  find(data: GoValue): readonly (readonly Found[])[] {
    return new Search(this.root, this.allowMissingKeys).from(0, data);
  }

  /** As `-o jsonpath=` prints it, without a line end. Throws JsonPathError. */
  print(data: GoValue): string {
    return this.find(data)
      .map((values) => values.map(valueText).join(' '))
      .join('');
  }

  /** As `-o jsonpath-as-json=`: one list for each part. Throws JsonPathError. */
  printJson(data: GoValue): string {
    return this.find(data)
      .map(
        (values) =>
          `${goJson(
            values.map((value) => value ?? null),
            4,
          )}\n`,
      )
      .join('');
  }
}

class Search {
  private readonly state: WalkState;
  private lastEnd = -1;

  constructor(
    private readonly root: ListNode,
    allowMissingKeys: boolean,
  ) {
    this.state = { allowMissingKeys, begun: 0, running: 0, ended: 0 };
  }

  /** From one node of the root on, until the end of the range that it stands in. */
  from(first: number, data: Found): readonly (readonly Found[])[] {
    const { nodes } = this.root;
    const { state } = this;
    const found: (readonly Found[])[] = [];
    for (let i = first; i < nodes.length; i += 1) {
      const node = nodes[i];
      if (!node) break;
      const { values, error } = walk([data], node, state);
      if (error) throw error;
      if (state.ended > 0 && state.ended <= state.running) {
        state.ended -= 1;
        this.lastEnd = i;
        break;
      }
      if (state.begun === 0) {
        found.push(values);
        continue;
      }
      state.begun -= 1;
      state.running += 1;
      for (const value of values) found.push(...this.from(i + 1, value ?? undefined));
      // A range over nothing still has to find its end.
      if (values.length === 0) this.from(i + 1, undefined);
      state.running -= 1;
      if (this.lastEnd > i) i = this.lastEnd;
    }
    return found;
  }
}

function valueText(value: Found): string {
  if (value === undefined) return '<no value>';
  if (value === null) return 'null';
  return isMap(value) || isSlice(value) ? goJson(value) : goText(value);
}
