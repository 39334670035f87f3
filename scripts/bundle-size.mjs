// Checks what a browser must load before the first paint: at most 250 KB of gzipped JavaScript, and no Monaco.
// usage: node scripts/bundle-size.mjs [DIST]
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 250_000; // bytes
const dist = path.resolve(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url)));

/** Texts that stay in Monaco's code when it is minified: a CSS class, a command's id, a theme colour's id. */
const MONACO = /monaco-mouse-cursor-text|editor\.action\.clipboardCopyAction|editorLineNumber\.activeForeground/;

/** Scripts that the page itself names: its entry and the chunks that Vite lets the browser preload. */
function namedByPage(html) {
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || /\brel="modulepreload"/.test(tag))
    .map((tag) => /\b(?:src|href)="([^"]+\.m?js)"/.exec(tag)?.[1])
    .filter((address) => address !== undefined)
    .map((address) => path.join(dist, address.replace(/^\.?\//, '')));
}

/** Chunks that a chunk imports statically; `import()` is lazy and does not count. */
function importedBy(file, code) {
  const statements = code.matchAll(
    /\b(?:import|export)\s*(?:[\w$*{}\s,]+?\s*from\s*)?["'](\.{1,2}\/[^"']+\.m?js)["']/g,
  );
  return [...statements].map(([, address]) => path.join(path.dirname(file), address)).filter(existsSync);
}

function firstPaint() {
  const chunks = new Map();
  const waiting = namedByPage(readFileSync(path.join(dist, 'index.html'), 'utf8'));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (chunks.has(file)) continue;
    const code = readFileSync(file, 'utf8');
    chunks.set(file, { bytes: gzipSync(code, { level: 9 }).length, monaco: MONACO.test(code) });
    waiting.push(...importedBy(file, code));
  }
  return chunks;
}

function check() {
  if (!existsSync(path.join(dist, 'index.html'))) return [`${dist} holds no build: npm run build makes it`];
  const chunks = firstPaint();
  if (chunks.size === 0) return ['index.html names no script'];
  let total = 0;
  for (const [file, { bytes }] of chunks) {
    total += bytes;
    console.log(`${kilobytes(bytes).padStart(10)}  ${path.relative(dist, file)}`);
  }
  console.log(`${kilobytes(total).padStart(10)}  JavaScript (gzip) before the first paint; limit ${kilobytes(LIMIT)}`);
  return [
    ...(total > LIMIT ? [`${kilobytes(total - LIMIT)} over the limit`] : []),
    ...[...chunks].filter(([, chunk]) => chunk.monaco).map(([file]) => `${path.relative(dist, file)} holds Monaco`),
  ];
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

for (const problem of check()) {
  console.error(problem);
  process.exitCode = 1;
}
