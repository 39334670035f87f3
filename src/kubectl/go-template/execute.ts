/** Carries a template out. Follows text/template/exec.go. */
import { goQuote, goText } from '../go-values/go-text.ts';
import {
  entryOf,
  GoNumber,
  type GoValue,
  isMap,
  isSlice,
  kindOf,
  numberOf,
  sortedKeys,
  typeName,
} from '../go-values/go-value.ts';
import { type ArgType, functions } from './functions.ts';
import { boxed, type Held, held, isText, isTrue, type MaybeHeld, NIL, typeOf, unboxed } from './held.ts';
import {
  type AnyNode,
  type BranchNode,
  type CommandNode,
  nodeText,
  type OperandNode,
  type PipeNode,
  type TemplateNode,
} from './node.ts';
import { TemplateError } from './template-error.ts';
import { TEMPLATE_NAME } from './token-reader.ts';

/** The value that the pipe hands to its next command; undefined in the first one. */
type Final = { readonly given: MaybeHeld } | undefined;
type Outcome = 'break' | 'continue' | undefined;

export class Execution {
  /** What was printed so far, also when it failed. */
  text = '';
  private readonly variables: { readonly name: string; value: MaybeHeld }[] = [];
  private node: AnyNode | undefined;

  constructor(
    private readonly template: string,
    private readonly allowMissingKeys: boolean,
  ) {}

  /** Throws TemplateError. */
  run(nodes: readonly TemplateNode[], data: GoValue): void {
    this.variables.push({ name: '$', value: held(data) });
    this.walkAll(held(data), nodes);
  }

  private fail(message: string): never {
    const { node } = this;
    if (!node) throw new TemplateError(`template: ${TEMPLATE_NAME}: ${message}`);
    const before = this.template.slice(0, node.pos);
    const line = before.split('\n').length;
    const column = new TextEncoder().encode(before.slice(before.lastIndexOf('\n') + 1)).length;
    const where = `${TEMPLATE_NAME}:${line}:${column}: executing ${goQuote(TEMPLATE_NAME)} at <${nodeText(node)}>`;
    throw new TemplateError(`template: ${where}: ${message}`);
  }

  private walkAll(dot: MaybeHeld, nodes: readonly TemplateNode[]): Outcome {
    for (const node of nodes) {
      const outcome = this.walk(dot, node);
      if (outcome) return outcome;
    }
    return undefined;
  }

  private walk(dot: MaybeHeld, node: TemplateNode): Outcome {
    this.node = node;
    switch (node.type) {
      case 'text':
        this.text += node.text;
        return undefined;
      case 'action': {
        const value = this.pipeline(dot, node.pipe);
        if (node.pipe.variables.length === 0) this.text += value ? goText(value.value) : '<no value>';
        return undefined;
      }
      case 'break':
      case 'continue':
        return node.type;
      default: {
        const mark = this.variables.length;
        const outcome = node.type === 'range' ? this.range(dot, node) : this.branch(dot, node);
        this.variables.length = mark;
        return outcome;
      }
    }
  }

  private branch(dot: MaybeHeld, node: BranchNode): Outcome {
    const value = this.pipeline(dot, node.pipe);
    if (isTrue(value)) return this.walkAll(node.type === 'with' ? value : dot, node.list);
    return this.walkAll(dot, node.otherwise ?? []);
  }

  private range(dot: MaybeHeld, node: BranchNode): Outcome {
    const { pipe } = node;
    const value = this.pipeline(dot, pipe);
    const mark = this.variables.length;
    let turns = 0;
    for (const [index, item] of this.turnsOf(value?.value ?? null, pipe)) {
      turns += 1;
      this.setRangeVariables(pipe, mark, index, item);
      const outcome = this.walkAll(item, node.list);
      this.variables.length = mark;
      if (outcome === 'break') break;
    }
    return turns > 0 ? undefined : this.walkAll(dot, node.otherwise ?? []);
  }

  /** Index and item of each turn, made as they are needed: a range over a large number may be left early. */
  private *turnsOf(value: GoValue, pipe: PipeNode): Generator<readonly [MaybeHeld, MaybeHeld]> {
    if (value === null) return;
    if (isSlice(value)) {
      for (const [i, item] of value.entries()) yield [held(new GoNumber('int', i)), boxed(item)];
    } else if (isMap(value)) {
      for (const key of sortedKeys(value)) yield [held(key), boxed(value[key] ?? null)];
    } else if (!isWhole(value)) this.fail(`range can't iterate over ${goText(value)}`);
    else {
      if (pipe.variables.length > 1) this.fail(`can't use ${goText(value)} to iterate over more than one variable`);
      const count = numberOf(value);
      for (let i = 0; i < count; i += 1) {
        yield [undefined, held(typeof value === 'number' ? i : new GoNumber(value.type, i))];
      }
    }
  }

  private setRangeVariables({ variables, isAssign }: PipeNode, mark: number, index: MaybeHeld, item: MaybeHeld): void {
    const wanted = variables.length > 1 ? [index, item] : [item];
    for (const [i, name] of variables.entries()) {
      if (isAssign) this.assign(name, wanted[i]);
      else {
        const variable = this.variables[mark - variables.length + i];
        if (variable) variable.value = wanted[i];
      }
    }
  }

  private assign(name: string, value: MaybeHeld): void {
    const variable = this.variables.findLast((one) => one.name === name);
    if (!variable) this.fail(`undefined variable: ${name}`);
    else variable.value = value;
  }

  private pipeline(dot: MaybeHeld, pipe: PipeNode): MaybeHeld {
    this.node = pipe;
    let final: Final;
    for (const command of pipe.commands) final = { given: unboxed(this.command(dot, command, final)) };
    const value = final?.given;
    for (const name of pipe.variables) {
      if (pipe.isAssign) this.assign(name, value);
      else this.variables.push({ name, value });
    }
    return value;
  }

  private command(dot: MaybeHeld, command: CommandNode, final: Final): MaybeHeld {
    const [first, ...args] = command.args;
    if (!first) return this.fail('empty command');
    if (first.type === 'identifier') {
      this.node = first;
      return this.call(dot, first.name, command, args, final);
    }
    const hasArgs = args.length > 0 || final !== undefined;
    if (first.type === 'nil') {
      this.node = first;
      this.notAFunction(first, hasArgs);
      return this.fail('nil is not a command');
    }
    if (first.type === 'pipe') this.notAFunction(first, hasArgs);
    return this.operand(dot, first, hasArgs);
  }

  private notAFunction(node: OperandNode, hasArgs: boolean): void {
    if (hasArgs) this.fail(`can't give argument to non-function ${nodeText(node)}`);
  }

  /** The value of whatever is no call with arguments. */
  private operand(dot: MaybeHeld, node: OperandNode, hasArgs = false): MaybeHeld {
    if (node.type === 'pipe') return this.pipeline(dot, node);
    this.node = node;
    switch (node.type) {
      case 'identifier':
        return this.call(dot, node.name, node, [], undefined);
      case 'field':
        return this.fields(dot, node.names, hasArgs);
      case 'chain': {
        if (node.operand.type === 'nil') this.fail(`indirection through explicit nil in ${nodeText(node)}`);
        return this.fields(this.operand(dot, node.operand), node.names, hasArgs);
      }
      case 'variable': {
        const [name = '', ...names] = node.names;
        const variable = this.variables.findLast((one) => one.name === name);
        if (!variable) return this.fail(`undefined variable: ${name}`);
        if (names.length > 0) return this.fields(variable.value, names, hasArgs);
        this.notAFunction(node, hasArgs);
        return variable.value;
      }
      case 'nil':
        return NIL;
      case 'dot':
        this.notAFunction(node, hasArgs);
        return dot;
      case 'bool':
      case 'number':
      case 'string':
        this.notAFunction(node, hasArgs);
        return held(node.value);
    }
  }

  private fields(start: MaybeHeld, names: readonly string[], hasArgs: boolean): MaybeHeld {
    let value = start;
    for (const [i, name] of names.entries()) value = this.field(value, name, hasArgs && i === names.length - 1);
    return value;
  }

  private field(receiver: MaybeHeld, name: string, hasArgs: boolean): MaybeHeld {
    if (!receiver) {
      if (!this.allowMissingKeys) this.fail(`nil data; no entry for key ${goQuote(name)}`);
      return undefined;
    }
    const { value } = receiver;
    if (value === null) return this.fail(`nil pointer evaluating interface {}.${name}`);
    if (!isMap(value)) return this.fail(`can't evaluate field ${name} in type ${typeOf(receiver)}`);
    if (hasArgs) this.fail(`${name} is not a method but has arguments`);
    const entry = entryOf(value, name);
    if (entry !== undefined) return boxed(entry);
    if (!this.allowMissingKeys) this.fail(`map has no entry for key ${goQuote(name)}`);
    return undefined;
  }

  private call(dot: MaybeHeld, name: string, node: AnyNode, args: readonly OperandNode[], final: Final): MaybeHeld {
    const called = functions.get(name);
    if (!called) return this.fail(`${goQuote(name)} is not a defined function`);
    const { fixed, rest } = called;
    const count = args.length + (final ? 1 : 0);
    if (rest !== undefined && count < fixed.length) {
      this.fail(`wrong number of args for ${name}: want at least ${fixed.length} got ${args.length}`);
    }
    if (rest === undefined && count !== fixed.length) {
      this.fail(`wrong number of args for ${name}: want ${fixed.length} got ${count}`);
    }
    const typeAt = (i: number): ArgType => fixed[i] ?? rest ?? 'any';
    const given: MaybeHeld[] = [];
    for (const [i, arg] of args.entries()) {
      const value = this.argument(dot, typeAt(i), arg);
      if ((name === 'and' || name === 'or') && isTrue(value) === (name === 'or')) return value;
      given.push(value);
    }
    if (final) given.push(this.checked(final.given, typeAt(args.length)));
    try {
      return called.call(given);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      this.node = node;
      return this.fail(`error calling ${name}: ${error.message}`);
    }
  }

  private argument(dot: MaybeHeld, type: ArgType, node: OperandNode): MaybeHeld {
    this.node = node;
    if (node.type === 'nil') {
      if (type === 'string') this.fail('cannot assign nil to string');
      return type === 'any' ? NIL : undefined;
    }
    const literal = node.type === 'bool' || node.type === 'number';
    if (literal && type === 'string') this.fail(`expected string; found ${nodeText(node)}`);
    return this.checked(this.operand(dot, node), type);
  }

  private checked(value: MaybeHeld, type: ArgType): MaybeHeld {
    if (!value) {
      if (type === 'string') this.fail('invalid value; expected string');
      return type === 'any' ? NIL : undefined;
    }
    if (type !== 'string' || isText(value.value)) return value;
    return this.fail(`wrong type for value; expected string; got ${shownType(value)}`);
  }
}

function isWhole(value: GoValue): value is number | GoNumber {
  return kindOf(value) === 'int' || kindOf(value) === 'uint';
}

function shownType({ value }: Held): string {
  return value === null ? 'interface {}' : typeName(value);
}
