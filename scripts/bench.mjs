/**
 * The engine's figures, from the code as it is built for the page: names of functions are not kept and modules are one
 * file, both of which a loader for development does otherwise, at a tenth of the speed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const outDir = mkdtempSync(join(tmpdir(), 'daemonset-bench-'));
try {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'src/bench/cli.ts', outDir, target: 'esnext', emptyOutDir: true },
  });
  const { status } = spawnSync(process.execPath, ['--expose-gc', join(outDir, 'cli.js'), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
