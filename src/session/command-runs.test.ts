import { describe, expect, it } from 'vitest';
import { Cluster } from '../engine/index.ts';
import * as shell from '../shell/index.ts';
import type { Program } from '../shell/program.ts';
import { type CommandHost, CommandRuns, type KeptCommands } from './command-runs.ts';
import type { Command, Result } from './engine-client.ts';
import { kwokctl } from './machines.ts';

/** Asks the editor, and prints what was saved. */
const editText: Program = () => {
  return ({ env }) => {
    const saved = env.edit?.('old');
    return saved === undefined ? {} : { out: `${saved}\n`, exitCode: 0 };
  };
};

function setUp(kept?: KeptCommands) {
  const cluster = Cluster.create('1', { startAt: -60_000 });
  cluster.world.addNode({ name: 'node-1' });
  cluster.runUntil(0);
  cluster.forgetPast();
  const programs = new Map<string, Program>([
    ...shell.allPrograms,
    ['kwokctl', kwokctl(cluster)],
    ['edit-text', editText],
  ]);
  const host: CommandHost = {
    cluster,
    prepare: () => {},
    environment: ({ files = {} }) => ({
      now: cluster.now,
      connect: (command) => cluster.connect(command),
      files: new Map(Object.entries(files)),
      programs,
    }),
  };
  const runs = new CommandRuns(host, kept);
  const results: Result[] = [];
  const type = (line: string, by: Command['by'] = 'terminal') =>
    runs.start({ line, by }, shell, (result) => results.push(result));
  const pass = (at: number): void => {
    cluster.runUntil(at);
    cluster.advanceTo(at);
    runs.resume(shell);
  };
  /** What the terminal shows, a line an entry. */
  const shown = (): readonly string[] =>
    runs.transcript().map((entry) => {
      if (entry.kind === 'command')
        return `${entry.inPast ? 'past ' : ''}${entry.undone ? 'undone ' : ''}$ ${entry.line}`;
      if (entry.kind === 'output') return `${entry.stream} ${entry.text.trimEnd()}`;
      if (entry.kind === 'reload') return `reload ${entry.interrupted.join()}`;
      return entry.kind === 'fork' ? `fork ${entry.undone}` : '^C';
    });
  return { cluster, runs, results, type, pass, shown };
}

describe('commands of a session', () => {
  it('answer whether the clock should run: for what writes or waits', () => {
    const { type } = setUp();
    expect(type('kubectl get nodes')).toBe(false);
    expect(type('kubectl cordon node-1')).toBe(true);
    expect(type('sleep 1')).toBe(true);
  });

  it('what is typed while a command waits has its turn after it', () => {
    const { runs, results, type, pass, shown } = setUp();
    type('sleep 5; echo a');
    type('echo b');
    expect(runs.typedAhead()).toEqual(['echo b']);
    pass(5000);
    expect(shown()).toEqual(['$ sleep 5; echo a', 'out a', '$ echo b', 'out b']);
    expect(results.map(({ stdout }) => stdout)).toEqual(['a\n', 'b\n']);
  });

  it('a gesture does not wait for what was typed', () => {
    const { type, shown } = setUp();
    type('sleep 5');
    type('kubectl cordon node-1', 'hand');
    expect(shown()).toEqual(['$ sleep 5', '$ kubectl cordon node-1', 'out node/node-1 cordoned']);
  });

  it('Ctrl+C ends what waits with 130, and forgets what was typed after it', () => {
    const { runs, results, type, pass, shown } = setUp();
    type('sleep 5; echo a');
    type('echo b');
    runs.interrupt();
    pass(9000);
    expect(shown()).toEqual(['$ sleep 5; echo a', '^C']);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([130, 130]);
    expect(runs.history().at(-1)).toMatchObject({ running: false });
  });

  it('a write in the past forks, and what was done after that moment is undone; a question forks nothing', () => {
    const { cluster, runs, type, shown } = setUp();
    type('kubectl cordon node-1');
    const { position } = cluster.journal;
    type('kubectl uncordon node-1');
    type('kubectl label node node-1 a=b');
    cluster.seek(position);
    type('kubectl get nodes --no-headers | wc -l');
    expect(cluster.journal.branches).toEqual([]);
    type('kubectl label node node-1 c=d');
    expect(cluster.journal.branches).toMatchObject([{ after: position }]);
    expect(runs.history().map(({ undone }) => undone)).toEqual([false, true, true, false, false]);
    expect(shown().filter((line) => !line.startsWith('out'))).toEqual([
      '$ kubectl cordon node-1',
      'undone $ kubectl uncordon node-1',
      'undone $ kubectl label node node-1 a=b',
      'past $ kubectl get nodes --no-headers | wc -l',
      'fork 2',
      'past $ kubectl label node node-1 c=d',
    ]);
    const keys = runs.transcript().map(({ key }) => key);
    expect(keys).toEqual([...keys].sort((a, b) => a - b)); // as it is kept, so it comes back
  });

  it('clear wipes all, watch only what it has printed', () => {
    const { type, pass, shown } = setUp();
    type('echo a');
    type('watch -t -n 1 kubectl get nodes --no-headers');
    pass(1000);
    expect(shown()).toHaveLength(4);
    type('clear', 'hand');
    expect(shown()).toEqual([]);
  });

  it('a text is open in the editor until it is saved', () => {
    const { runs, type, pass, shown } = setUp();
    type('edit-text');
    expect(runs.editRequest()).toEqual({ id: 1, line: 'edit-text', text: 'old' });
    pass(100);
    expect(runs.editRequest()?.text).toBe('old');
    runs.saveEdit('new');
    expect(runs.editRequest()).toBeUndefined();
    pass(200);
    expect(shown()).toEqual(['$ edit-text', 'out new']);
  });

  it('Ctrl+C closes it', () => {
    const { runs, type } = setUp();
    type('edit-text');
    runs.interrupt();
    expect(runs.editRequest()).toBeUndefined();
  });

  it('come back from a session before; one that waited was interrupted', () => {
    const before = setUp();
    before.type('kubectl get nodes --no-headers | wc -l');
    before.type('kubectl wait node node-1 --for=condition=Never');
    const { history, transcript } = structuredClone({
      history: before.runs.history(),
      transcript: before.runs.transcript(),
    });
    const { runs, shown, type } = setUp({ history, transcript });
    expect(runs.history().map(({ running, result }) => [running, result.exitCode])).toEqual([
      [false, 0],
      [false, 130],
    ]);
    expect(shown().at(-1)).toBe('reload kubectl wait node node-1 --for=condition=Never');
    expect(shown().slice(0, -1)).toEqual(before.shown());
    type('kubectl get nodes --no-headers | wc -l');
    const keys = runs.transcript().map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(runs.history().map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('a fleet joins in parts, and is one command all the same', () => {
    const { cluster, runs, results, type, pass } = setUp();
    expect(type('kwokctl scale node --replicas 500')).toBe(true);
    expect(cluster.state.all('Node').size).toBe(201);
    pass(100);
    expect(results).toEqual([]);
    pass(200);
    expect(cluster.state.all('Node').size).toBe(500);
    expect(results[0]?.stdout.trimEnd().split('\n').at(-1)).toBe('node/node-500 created');
    expect(runs.history()).toHaveLength(1);
    type('kwokctl scale node --replicas 3');
    expect(results[1]).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('there are 500 nodes') });
  });
});
