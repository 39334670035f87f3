/** kubectl run: one Pod, and a Service for it. Follows kubectl's pkg/cmd/run/run.go. */
import type { Kind } from '../../engine/index.ts';
import { type CommandLine, flag, isOn } from '../command-line.ts';
import type { AnyDraft } from '../create/any-draft.ts';
import { createError } from '../create/generator.ts';
import { OUTPUT_FLAGS, printCreated } from '../create/print-created.ts';
import { type DryRun, dryRunOf } from '../dry-run.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import { withLastApplied } from '../last-applied.ts';
import type { Fields } from '../manifests.ts';
import { namespaceOf } from '../resource-args.ts';
import { overridden } from '../run/overrides.ts';
import { runDrafts } from '../run/pod-draft.ts';
import type { Verb } from './verb.ts';

export const run: Verb = {
  flags: {
    annotations: 'value',
    command: 'switch',
    'dry-run': 'optional',
    env: 'value',
    expose: 'switch',
    image: 'value',
    'image-pull-policy': 'value',
    labels: 'value',
    ...OUTPUT_FLAGS,
    'override-type': 'value',
    overrides: 'value',
    port: 'value',
    privileged: 'switch',
    quiet: 'switch',
    restart: 'value',
    'save-config': 'switch',
  },
  run(line, env, output) {
    const { pod, service } = runDrafts(line);
    const dryRun = dryRunOf(line);
    const made = [overridden(pod, flag(line, 'overrides') ?? '', flag(line, 'override-type') ?? 'merge')];
    if (service) made.push(service);
    const created = made.map((draft) => submit(draft, line, dryRun, env));
    for (const object of created) {
      if (flag(line, 'output') === 'yaml' && object !== created[0]) output.out('---\n');
      printCreated(object, line, dryRun, output);
    }
    return undefined;
  },
};

function submit(draft: AnyDraft, line: CommandLine, dryRun: DryRun, env: KubectlEnv): AnyDraft {
  if (dryRun === 'client') return draft;
  if (!draft.kind) throw createError('the overrides take away the kind');
  const saved = isOn(line, 'save-config')
    ? (withLastApplied(draft as unknown as Fields) as unknown as AnyDraft)
    : draft;
  const placed = { ...saved, metadata: { ...saved.metadata, namespace: namespaceOf(line) } } as AnyDraft;
  return env.api.create<Kind>(draft.kind, placed, { dryRun: dryRun === 'server' }) as AnyDraft;
}
