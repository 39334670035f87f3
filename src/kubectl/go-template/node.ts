/** A template as a tree. Follows text/template/parse/node.go. */
import type { GoValue } from '../go-values/go-value.ts';

/** Where it stands in the template's text: what errors name. */
interface At {
  readonly pos: number;
}

export interface PipeNode extends At {
  readonly type: 'pipe';
  /** `$x = …` rather than `$x := …`. */
  readonly isAssign: boolean;
  readonly variables: readonly string[];
  readonly commands: readonly CommandNode[];
}

export interface CommandNode extends At {
  readonly type: 'command';
  readonly args: readonly OperandNode[];
}

export type OperandNode =
  | PipeNode
  | (At & { readonly type: 'identifier'; readonly name: string })
  /** `$x.a.b`: the variable first. */
  | (At & { readonly type: 'variable' | 'field'; readonly names: readonly string[] })
  | (At & { readonly type: 'chain'; readonly operand: OperandNode; readonly names: readonly string[] })
  | (At & { readonly type: 'dot' | 'nil' })
  | (At & { readonly type: 'bool' | 'number' | 'string'; readonly value: GoValue; readonly text: string });

export interface BranchNode extends At {
  readonly type: 'if' | 'with' | 'range';
  readonly pipe: PipeNode;
  readonly list: readonly TemplateNode[];
  readonly otherwise?: readonly TemplateNode[];
}

export type TemplateNode =
  | (At & { readonly type: 'text'; readonly text: string })
  | (At & { readonly type: 'action'; readonly pipe: PipeNode })
  | (At & { readonly type: 'break' | 'continue' })
  | BranchNode;

export type AnyNode = TemplateNode | CommandNode | OperandNode;

/** The node as errors quote it. */
export function nodeText(node: AnyNode): string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'action':
      return `{{${nodeText(node.pipe)}}}`;
    case 'if':
    case 'with':
    case 'range': {
      const otherwise = node.otherwise ? `{{else}}${node.otherwise.map(nodeText).join('')}` : '';
      return `{{${node.type} ${nodeText(node.pipe)}}}${node.list.map(nodeText).join('')}${otherwise}{{end}}`;
    }
    case 'break':
    case 'continue':
      return `{{${node.type}}}`;
    case 'pipe': {
      const variables = node.variables.length > 0 ? `${node.variables.join(', ')} ${node.isAssign ? '=' : ':='} ` : '';
      return variables + node.commands.map(nodeText).join(' | ');
    }
    case 'command':
      return node.args.map((arg) => (arg.type === 'pipe' ? `(${nodeText(arg)})` : nodeText(arg))).join(' ');
    case 'identifier':
      return node.name;
    case 'variable':
      return node.names.join('.');
    case 'field':
      return `.${node.names.join('.')}`;
    case 'chain': {
      const operand = nodeText(node.operand);
      return `${node.operand.type === 'pipe' ? `(${operand})` : operand}.${node.names.join('.')}`;
    }
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
    case 'number':
    case 'string':
      return node.text;
  }
}
