/**
 * An edit until it is saved, given up or refused: the text goes to the editor, comes back, and comes again with what was
 * wrong. Follows EditOptions.Run in kubectl's pkg/cmd/util/editor/editoptions.go.
 */
import { fnv1a32 } from '../../lib/fnv1a.ts';
import { DocumentError, readDocuments } from '../../manifest/index.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { Continuation, KubectlEnv, Output } from '../kubectl-run.ts';

/** Why the text comes back; the parts are lines below the head. */
export interface EditReason {
  readonly head: string;
  readonly parts: readonly string[];
}

export interface Edit {
  /** What stands above the text in each round. */
  readonly header: string;
  readonly text: string;
  /** Uses what was saved, as values; answers why it must be edited again, or nothing when all is done. */
  save(values: readonly unknown[], env: KubectlEnv, output: Output): readonly EditReason[];
}

export function editing(edit: Edit): Continuation {
  return round(edit, edit.text, [], undefined);
}

/** `before` is what was saved last, when that was refused. */
function round(edit: Edit, text: string, reasons: readonly EditReason[], before: string | undefined): Continuation {
  const look: Continuation = (env, output) => {
    if (!env.edit) {
      throw new KubectlError(
        'error: unable to launch the editor: there is none here. Change the object with kubectl patch, or apply a manifest\n',
      );
    }
    const saved = env.edit(`${edit.header}${reasons.map(reasonText).join('')}${text}`);
    if (saved === undefined) return look;
    const content = withoutComments(saved);
    if (before !== undefined && content === withoutComments(before)) {
      output.err(`A copy of your changes has been stored to "/tmp/kubectl-edit-${fnv1a32(saved)}.yaml"\n`);
      throw new KubectlError('error: Edit cancelled, no valid changes were saved.\n');
    }
    if (content === withoutComments(edit.text)) {
      output.err('Edit cancelled, no changes made.\n');
      return undefined;
    }
    if (content.trim() === '') {
      output.err('Edit cancelled, saved file was empty.\n');
      return undefined;
    }
    const again = saving(edit, content, env, output);
    return again.length === 0 ? undefined : round(edit, content, again, saved)(env, output);
  };
  return look;
}

function saving(edit: Edit, content: string, env: KubectlEnv, output: Output): readonly EditReason[] {
  let values: readonly unknown[];
  try {
    values = [...readDocuments(content)];
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return [{ head: `The edited file had a syntax error: ${error.message}`, parts: [] }];
  }
  return edit.save(values, env, output);
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n');
}

function reasonText({ head, parts }: EditReason): string {
  const hashed = (text: string): string => text.replaceAll('\n', '\n# ');
  const lines = parts.map((part) => `# * ${hashed(part)}\n`).join('');
  return `# ${hashed(head)}${parts.length > 0 ? ':' : ''}\n${lines}#\n`;
}
