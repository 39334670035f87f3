/** `npm run -s bench`: the engine's figures as a table; with `--json` as one JSON object. */
import { type Figures, figures } from './figures.ts';

const TARGETS: Readonly<Record<string, string>> = {
  'start.15000.podsPerSecond': 'at least 15000',
  'start.15000.floorRatio': 'at most 5',
  'start.growth': 'at most 1.25',
  'rollout.15000.podsPerSecond': 'at least 8000',
  'status.10000.microseconds': 'at most 40',
  'taint.10000.microseconds': 'at most 100',
  'seek.5000.p95Milliseconds': 'at most 16',
  'heap.15000.megabytes': 'at most 700',
};

function table(measured: Figures): string {
  const lines = Object.entries(measured).map(([name, value]) => {
    const shown = (value < 100 ? value.toFixed(2) : value.toFixed(0)).padStart(10);
    return `${name.padEnd(28)}${shown}   ${TARGETS[name] ?? ''}`.trimEnd();
  });
  return lines.join('\n');
}

function main(args: readonly string[]): number {
  const json = args.includes('--json');
  if (args.some((arg) => arg !== '--json')) {
    console.error('usage: bench [--json]');
    return 2;
  }
  const { gc } = globalThis as { readonly gc?: () => void };
  if (!gc) {
    console.error('bench needs node --expose-gc: heaps are measured when they hold nothing but what is in use');
    return 2;
  }
  const measured = figures(gc, (what) => console.error(what));
  console.log(json ? JSON.stringify(measured) : table(measured));
  return 0;
}

process.exitCode = main(process.argv.slice(2));
