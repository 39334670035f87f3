/**
 * kubectl apply --server-side. The playground does not keep who owns which field: so nobody is in conflict with anybody,
 * and a field that a manifest no longer names stays as it is.
 */
import { ApiError, type Draft, type Kind, type Obj } from '../../engine/index.ts';
import { type CommandLine, isOn } from '../command-line.ts';
import type { DryRun } from '../dry-run.ts';
import { sourced } from '../failures.ts';
import { validationOf } from '../field-validation.ts';
import { KubectlError } from '../kubectl-error.ts';
import type { KubectlEnv } from '../kubectl-run.ts';
import type { Manifest } from '../manifests.ts';
import { sentManifest } from '../sent-manifest.ts';
import { withoutNulls } from './apply-patch.ts';

/** Follows Validate in kubectl's pkg/cmd/apply/apply.go. Throws KubectlError. */
export function checkServerSide(line: CommandLine, dryRun: DryRun): void {
  const serverSide = isOn(line, 'server-side');
  const fail = (text: string): never => {
    throw new KubectlError(`error: ${text}\n`);
  };
  if (isOn(line, 'force-conflicts') && !serverSide) fail('--force-conflicts only works with --server-side');
  if (dryRun === 'client' && serverSide) {
    fail("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
  }
  if (isOn(line, 'force') && serverSide) fail('--force cannot be used with --server-side');
  if (isOn(line, 'force') && dryRun === 'server') fail('--dry-run=server cannot be used with --force');
}

export function applyOnServer(manifest: Manifest, line: CommandLine, dryRun: DryRun, env: KubectlEnv): Obj {
  const { resource, name, namespace } = manifest;
  const options = { dryRun: dryRun === 'server', ...validationOf(line) };
  const body = withoutNulls(sentManifest(manifest));
  return sourced(
    () => {
      try {
        env.api.get(resource.kind, { name, namespace });
      } catch (error) {
        if (!(error instanceof ApiError) || error.status.reason !== 'NotFound') throw error;
        return env.api.create(resource.kind, body as Draft<Kind>, options);
      }
      return env.api.patch(resource.kind, { name, namespace }, { type: 'strategic', body }, options);
    },
    { verb: 'patching', file: manifest.file },
  );
}
