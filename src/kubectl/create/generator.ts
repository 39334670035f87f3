/** What all generators of `kubectl create KIND NAME` share. Follows kubectl's pkg/cmd/create. */
import { type Api, ApiError, type Kind } from '../../engine/index.ts';
import { type CommandLine, type FlagSpec, flag, isOn } from '../command-line.ts';
import { type DryRun, dryRunOf } from '../dry-run.ts';
import { KubectlError, usageError } from '../kubectl-error.ts';
import type { Output } from '../kubectl-run.ts';
import { withLastApplied } from '../last-applied.ts';
import type { Fields } from '../manifests.ts';
import type { Subcommand } from '../verbs/verb.ts';
import type { AnyDraft } from './any-draft.ts';
import { OUTPUT_FLAGS, printCreated } from './print-created.ts';

export interface Generator {
  readonly names: readonly [string, ...string[]];
  readonly flags: FlagSpec;
  /** Flags that kubectl asks for before it looks at anything else. */
  readonly required?: readonly string[];
  /** `failed to create quota:` before the server's message; absent where kubectl passes the refusal on as it is. */
  readonly failure?: string;
  /** Words behind `--` are the containers' command. */
  readonly takesCommand?: true;
  /** Throws KubectlError for what is missing or wrong. */
  draft(name: string, line: CommandLine, output: Output): AnyDraft;
}

/** Problems that kubectl finds itself. */
export function createError(problem: string): KubectlError {
  return new KubectlError(`error: ${problem}\n`);
}

/** `parent` is the command before the generator's name: `create`, `create secret`. */
export function generatorCommand(generator: Generator, parent = 'create'): Subcommand {
  const path = `${parent} ${generator.names[0]}`;
  return {
    names: generator.names,
    verb: {
      flags: {
        ...generator.flags,
        ...OUTPUT_FLAGS,
        'dry-run': 'optional',
        validate: 'optional',
        'save-config': 'switch',
      },
      run(line, env, output) {
        requireFlags(generator.required ?? [], line);
        const name = nameFrom(line, path, generator.takesCommand);
        const dryRun = dryRunOf(line);
        const draft = generator.draft(name, line, output);
        const sent = isOn(line, 'save-config') ? noted(draft) : draft;
        const created = dryRun === 'client' ? sent : submit(sent, generator.failure, dryRun, env.api);
        printCreated(created, line, dryRun, output);
        return undefined;
      },
    },
  };
}

/** With itself in an annotation, for a later apply. */
function noted(draft: AnyDraft): AnyDraft {
  return withLastApplied(draft as unknown as Fields) as unknown as AnyDraft;
}

function requireFlags(names: readonly string[], line: CommandLine): void {
  const missing = names.filter((name) => flag(line, name) === undefined);
  if (missing.length === 0) return;
  throw createError(`required flag(s) ${missing.map((name) => `"${name}"`).join(', ')} not set`);
}

function nameFrom({ words, dash = words.length }: CommandLine, path: string, takesCommand = false): string {
  const count = takesCommand ? dash : words.length;
  const [name] = words;
  if (name === undefined || count !== 1) throw usageError(path, `exactly one NAME is required, got ${count}`);
  if (name === '') throw createError('name must be specified');
  return name;
}

function submit(draft: AnyDraft, failure: string | undefined, dryRun: DryRun, api: Api): AnyDraft {
  try {
    const options = { dryRun: dryRun === 'server', fieldValidation: 'Strict' } as const;
    return api.create<Kind>(draft.kind, draft, options) as AnyDraft;
  } catch (error) {
    if (!(error instanceof ApiError) || failure === undefined) throw error;
    throw createError(`${failure} ${error.message}`);
  }
}

/** Names the namespace only when the command line does. */
export function namespacedMeta(
  name: string,
  line: CommandLine,
): { readonly name: string; readonly namespace?: string } {
  const namespace = flag(line, 'namespace');
  return namespace === undefined ? { name } : { name, namespace };
}
