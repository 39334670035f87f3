// npm run -s bench:ui -- [--json] [--nodes 100,1000,5000] [--engine page|worker]: how the production build feels in a real
// browser, as a table or as one JSON object; the engine is where the page puts it, or where one says. Progress goes to
// stderr.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { measureFleet } from './bench-ui/fleet.mjs';
import { CHROMIUM_FLAGS, findChromium } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each kind of figure is asked to be (issue of this project). */
const TARGETS = {
  millisecondsToGraph: 'at most 2000 at 5000',
  p95FrameMilliseconds: 'at most 20 while scrubbing',
  p95InputMilliseconds: 'at most 50',
};

/** The options, or undefined when they cannot be followed. */
function optionsOf(args) {
  const options = { json: false, nodes: [100, 1000, 5000], engine: undefined };
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '--json') options.json = true;
    else if (args[i] === '--nodes') {
      i += 1;
      options.nodes = (args[i] ?? '').split(',').map(Number);
    } else if (args[i] === '--engine' && ['page', 'worker'].includes(args[i + 1])) {
      i += 1;
      options.engine = args[i];
    } else return undefined;
  }
  return options.nodes.every((count) => Number.isInteger(count) && count > 0) ? options : undefined;
}

function table(figures) {
  return Object.entries(figures)
    .map(([name, value]) =>
      `${name.padEnd(36)}${value.toFixed(1).padStart(10)}   ${TARGETS[name.split('.')[2]] ?? ''}`.trimEnd(),
    )
    .join('\n');
}

async function main(args) {
  const options = optionsOf(args);
  if (!options) {
    console.error('usage: bench:ui [--json] [--nodes 100,1000,5000] [--engine page|worker]');
    return 2;
  }
  const outDir = mkdtempSync(path.join(tmpdir(), 'bench-ui-'));
  let server;
  let browser;
  try {
    await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
    server = await preview({
      root,
      logLevel: 'warn',
      build: { outDir },
      preview: { host: 'localhost', port: 0, strictPort: false },
    });
    browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_FLAGS] });
    const address = `${server.resolvedUrls.local[0]}${options.engine ? `?engine=${options.engine}` : ''}`;
    const figures = {};
    for (const count of options.nodes)
      Object.assign(figures, await measureFleet(browser, address, count, console.error));
    console.log(options.json ? JSON.stringify(figures) : table(figures));
    return 0;
  } finally {
    await browser?.close();
    await server?.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
