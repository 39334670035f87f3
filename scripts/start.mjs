// npm start: builds the page for production and serves it until Ctrl+C.
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const PORT = 4173;
const root = fileURLToPath(new URL('..', import.meta.url));

/** Whether something listens already; asked before the build, so that nobody waits for it in vain. */
async function isTaken(host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code === 'EADDRINUSE'));
    probe.listen({ port: PORT, host, exclusive: true }, () => probe.close(() => resolve(false)));
  });
}

async function start() {
  if ((await isTaken('127.0.0.1')) || (await isTaken('::1'))) {
    console.error(`Port ${PORT} is in use. End the program that uses it (another npm start?) and try again.`);
    process.exitCode = 1;
    return;
  }
  await build({ root, logLevel: 'warn' });
  await preview({
    root,
    logLevel: 'warn',
    preview: { host: 'localhost', port: PORT, strictPort: true },
  });
  // At once: a browser's open connections must not hold the program back.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(0));
  console.log(`DaemonSet Playground: http://localhost:${PORT}`);
  console.log('Ctrl+C ends it.');
}

start().catch((error) => {
  console.error(error);
  process.exit(1);
});
