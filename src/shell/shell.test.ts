import { describe, expect, it } from 'vitest';
import { Cluster } from '../engine/index.ts';
import { isUnfinished, parseLine } from './parse-line.ts';
import type { ShellEnv } from './program.ts';
import { allPrograms } from './programs.ts';
import { type Advance, ShellRun } from './shell-run.ts';

const MANIFEST = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: nginx}]
`;

const PODS = `NAME        READY   STATUS    RESTARTS   AGE   NODE
web-aaaaa   1/1     Running   0          3s    node-1
web-bbbbb   0/1     Pending   0          3s    node-10
web-ccccc   1/1     Running   2          3s    node-2
`;

function setUp() {
  const cluster = Cluster.create('1', { startAt: -60_000 });
  for (const name of ['node-1', 'node-2']) cluster.world.addNode({ name });
  cluster.runUntil(0);
  const files = new Map([
    ['web.yaml', MANIFEST],
    ['pods.txt', PODS],
  ]);
  const env = (): ShellEnv => ({
    now: cluster.now,
    connect: (command) => cluster.connect(command),
    files,
    programs: allPrograms,
    history: ['kubectl get ds', 'clear'],
  });
  const run = (line: string) => new ShellRun(line).advance(env());
  return { cluster, env, run };
}

const text = ({ chunks }: Advance): string => chunks.map((chunk) => chunk.text).join('');

describe('shell: words and operators', () => {
  const words = (line: string) =>
    parseLine(line).map(({ commands }) => commands.map((one) => one.words.map((w) => w.text)));

  it('quotes, backslashes and comments as bash has them', () => {
    expect(words(`a 'b  c' "d \\"e\\"" f\\ g h''i # j k`)).toEqual([[['a', 'b  c', 'd "e"', 'f g', 'hi']]]);
    expect(words("kubectl get pods -o jsonpath='{.items[*].metadata.name}' # names")).toEqual([
      [['kubectl', 'get', 'pods', '-o', 'jsonpath={.items[*].metadata.name}']],
    ]);
    expect(words('  # nothing')).toEqual([]);
    expect(words('a#b')).toEqual([[['a#b']]]);
  });

  it('pipes, lists and lines', () => {
    expect(words('a | b && c; d\ne |\n f\n')).toEqual([[['a'], ['b']], [['c']], [['d']], [['e'], ['f']]]);
    expect(parseLine('a && b || c').map(({ after }) => after)).toEqual([';', '&&', '||']);
  });

  it('a here-document is the standard input of its command', () => {
    const [pipeline] = parseLine('kubectl apply -f - <<EOF\nkind: X\n$PATH\nEOF\n');
    expect(pipeline?.commands[0]?.stdin).toEqual({ text: 'kind: X\n$PATH\n' });
  });

  it.each(['echo "a', "echo 'a", 'a \\', 'a |', 'a &&', 'cat <<EOF\nx'])('goes on after %j', (line) => {
    expect(isUnfinished(line)).toBe(true);
  });

  it.each(['a', 'a; b', '', 'a || b', '| a', 'echo $x'])('ends after %j', (line) => {
    expect(isUnfinished(line)).toBe(false);
  });
});

describe('shell: refusals', () => {
  it.each([
    ['kubectl get pods > pods.txt', 'bash: pods.txt: nothing can be written here'],
    ['echo $HOME', 'bash: $HOME: no variables here'],
    ['echo $(kubectl get ds)', 'no command substitution here; pipe to xargs'],
    ['kubectl get pods &', 'no jobs in the background here'],
    ['| wc', "bash: syntax error near unexpected token `|'"],
    ['nothere', 'bash: nothere: command not found'],
    ['get pods', 'Did you mean: kubectl get pods'],
    ['vim web.yaml', 'edit the file in the editor'],
    ['grep', 'Usage: grep'],
    ['cat no.yaml', 'cat: no.yaml: No such file or directory'],
  ])('%s', (line, why) => {
    const { run } = setUp();
    const answer = run(line);
    expect(text(answer)).toContain(why);
    expect(answer.exitCode).not.toBe(0);
    expect(answer.chunks.every(({ stream }) => stream === 'err')).toBe(true);
  });

  it('a line that is refused changes nothing', () => {
    const { cluster, run } = setUp();
    const { head } = cluster.journal;
    run('kubectl delete node node-1; kubectl get nodes > nodes.txt');
    expect(cluster.journal.head).toBe(head);
  });
});

describe('shell: text tools', () => {
  it.each([
    ['cat pods.txt | grep Running | wc -l', '2\n'],
    ['grep -v NAME pods.txt | head -1', 'web-aaaaa   1/1     Running   0          3s    node-1\n'],
    ['grep -c web pods.txt', '3\n'],
    ['grep -io RUNNING pods.txt | uniq -c', '      2 Running\n'],
    ["grep -E 'aaaaa|ccccc' pods.txt | awk '{print $1}'", 'web-aaaaa\nweb-ccccc\n'],
    ["awk 'NR>1 {print $1, $NF}' pods.txt", 'web-aaaaa node-1\nweb-bbbbb node-10\nweb-ccccc node-2\n'],
    [`awk '$3=="Running" && $4>0 {print $1 "\\t" NF}' pods.txt`, 'web-ccccc\t6\n'],
    ["awk '/Pending/' pods.txt | cut -c1-9", 'web-bbbbb\n'],
    ["awk '!/web/ {print $1}' pods.txt", 'NAME\n'],
    ["awk -F- '{print $2}' pods.txt | tail -n 1", 'ccccc   1/1     Running   2          3s    node\n'],
    ['tail -n +2 pods.txt | sort -k 6 -V | cut -d " " -f 1', 'web-aaaaa\nweb-ccccc\nweb-bbbbb\n'],
    ["printf x || echo -e 'b\\na\\nb' | sort -u", 'a\nb\n'],
    ["echo b,a | tr ',' '\\n' | sort -r", 'b\na\n'],
    ['grep -n -A1 bbbbb pods.txt | cut -c1-11', '3:web-bbbbb\n4-web-ccccc\n'],
    ['cat < pods.txt | head -n 1 | tr A-Z a-z | cut -c-4', 'name\n'],
    ['grep nothing pods.txt || echo none', 'none\n'],
    ['grep -q web pods.txt && echo some', 'some\n'],
    ['ls *.yaml; history | tail -1', 'web.yaml\n    2  clear\n'],
    ['wc pods.txt', '      4      24     215 pods.txt\n'],
  ])('%s', (line, wanted) => {
    const { run } = setUp();
    const out = run(line).chunks.filter(({ stream }) => stream === 'out');
    expect(out.map((chunk) => chunk.text).join('')).toBe(wanted);
  });

  it.each([
    ['.items[].metadata.name', '"node-1"\n"node-2"\n'],
    ['-r .items[0].metadata.name', 'node-1\n'],
    ['-r \'.items[] | select(.metadata.name == "node-2") | .kind\'', 'Node\n'],
    ["-c '[.items[] | {name: .metadata.name}]'", '[{"name":"node-1"},{"name":"node-2"}]\n'],
    ["'.items | length'", '2\n'],
    [`-r '.items[] | "\\(.metadata.name) \\(.kind)"'`, 'node-1 Node\nnode-2 Node\n'],
    ["'.items[0].no.such'", 'null\n'],
    ['.kind[]', 'jq: error: Cannot iterate over string\n'],
    ["'.a ]'", "jq: error: syntax error near ']' (the playground's jq knows simple filters)\n"],
  ])('jq %s', (filter, wanted) => {
    const { run } = setUp();
    expect(text(run(`kubectl get nodes -o json | jq ${filter}`))).toBe(wanted);
  });
});

describe('shell: kubectl', () => {
  it('applies a file of the editor, a here-document and a pipe', () => {
    const { run } = setUp();
    expect(text(run('kubectl apply -f web.yaml'))).toBe('daemonset.apps/web created\n');
    expect(text(run('cat web.yaml | k apply -f -'))).toBe('daemonset.apps/web unchanged\n');
    expect(text(run(`kubectl apply -f - <<EOF\n${MANIFEST}EOF`))).toBe('daemonset.apps/web unchanged\n');
    expect(text(run('kubectl apply -f no.yaml'))).toBe('error: the path "no.yaml" does not exist\n');
  });

  it('the command is the cause of what it writes', () => {
    const { cluster, run } = setUp();
    run("kubectl label node node-1 'disk=ssd' | cat");
    expect(cluster.journal.step(cluster.journal.position)?.cause.reason).toContain(
      'kubectl label node node-1 disk=ssd',
    );
  });

  it('xargs hands names over', () => {
    const { run } = setUp();
    const answer = run("kubectl get nodes --no-headers | awk '{print $1}' | xargs -n 1 kubectl cordon");
    expect(text(answer)).toBe('node/node-1 cordoned\nnode/node-2 cordoned\n');
  });

  it('&& follows success only', () => {
    const { run } = setUp();
    expect(text(run('kubectl get ds no 2>/dev/null && echo there'))).toBe('');
    expect(text(run('kubectl get ds no 2>&1 | wc -l'))).toBe('1\n');
  });
});

describe('shell: time', () => {
  it('sleep waits in virtual time, and what comes after it waits too', () => {
    const { cluster, env } = setUp();
    const run = new ShellRun('echo a; sleep 5 && echo b');
    expect(run.advance(env())).toMatchObject({ chunks: [{ text: 'a\n' }] });
    cluster.advanceTo(4999);
    expect(run.advance(env())).toEqual({ chunks: [], refusals: [] });
    cluster.advanceTo(5000);
    expect(run.advance(env())).toMatchObject({ chunks: [{ text: 'b\n' }], exitCode: 0 });
  });

  it('rollout status through a pipe prints as it learns', () => {
    const { cluster, env, run } = setUp();
    run('kubectl apply -f web.yaml');
    const followed = new ShellRun('kubectl rollout status ds/web | grep -v spec | cat');
    const seen: string[] = [];
    let exitCode: number | undefined;
    for (let at = 0; at < 20_000 && exitCode === undefined; at += 100) {
      cluster.runUntil(at);
      const answer = followed.advance(env());
      seen.push(text(answer));
      exitCode = answer.exitCode;
    }
    expect(exitCode).toBe(0);
    expect(seen.filter(Boolean).length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe('daemon set "web" successfully rolled out\n');
  });

  it('watch clears the screen and shows the command anew', () => {
    const { cluster, env } = setUp();
    const run = new ShellRun('watch -n 2 kubectl get ds');
    expect(run.advance(env()).chunks[0]?.text).toContain('Every 2.0s: kubectl get ds');
    cluster.advanceTo(1000);
    expect(run.advance(env()).chunks).toEqual([]);
    cluster.advanceTo(2000);
    expect(run.advance(env())).toMatchObject({ clears: 'own' });
  });
});
