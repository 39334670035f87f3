import { describe, expect, it } from 'vitest';
import type { TranscriptEntry } from '../../session/engine-client.ts';
import { promptText, transcriptText, wipePrompt } from './screen-text.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are looked away from
const bare = (text: string): string => text.replace(/\x1b\[[\d;]*m/g, '');

const command = (line: string, more: object = {}): TranscriptEntry => ({
  kind: 'command',
  key: 1,
  of: 1,
  at: 41_000,
  line,
  by: 'terminal',
  inPast: false,
  undone: false,
  ...more,
});
const output = (text: string, stream: 'out' | 'err' = 'out'): TranscriptEntry => ({
  kind: 'output',
  key: 2,
  of: 1,
  stream,
  text,
  undone: false,
});

describe('terminal screen: transcript', () => {
  it('says who gave a command, and when', () => {
    const shown = bare(
      transcriptText([
        command('kubectl get ds'),
        command('kubectl cordon node-1', { by: 'hand' }),
        command('kubectl apply -f web.yaml', { by: 'editor', inPast: true, undone: true }),
        { kind: 'fork', key: 4, at: 41_000, undone: 2 },
      ]),
    );
    expect(shown.split('\r\n')).toEqual([
      '$ kubectl get ds',
      'by hand $ kubectl cordon node-1',
      'at 0:41, editor, undone $ kubectl apply -f web.yaml',
      '── Another future begins at 0:41: the 2 later commands are undone. ──',
      '',
    ]);
  });

  it('a command begins on a line of its own, and output cannot steer the screen', () => {
    const shown = transcriptText([command('a'), output('x'), output('\x1b[2Jy', 'err'), command('b')]);
    expect(bare(shown)).toBe('$ a\r\nx[2Jy\r\n$ b\r\n');
    expect(shown).not.toContain('\x1b[2J');
  });

  it('only grows while entries are added', () => {
    const entries = [command('a'), output('x\n'), output('y\n', 'err')];
    expect(transcriptText(entries).startsWith(transcriptText(entries.slice(0, 2)))).toBe(true);
  });
});

describe('terminal screen: prompt', () => {
  const prompt = { label: '$ ', offers: [], placeholder: '' };

  it('counts the rows that it takes, full ones too', () => {
    const place = (text: string, end = text.length) => {
      const { row, column, rows } = promptText({ ...prompt, text, start: end, end }, 10);
      return [row, column, rows];
    };
    expect(place('')).toEqual([0, 2, 1]);
    expect(place('1234567')).toEqual([0, 9, 1]);
    expect(place('12345678')).toEqual([1, 0, 2]);
    expect(place('123456789')).toEqual([1, 1, 2]);
    expect(place('123456789', 0)).toEqual([0, 2, 2]);
    expect(place('a\nbc')).toEqual([1, 4, 2]);
  });

  it('shows a placeholder behind the cursor while nothing is typed', () => {
    const drawn = promptText({ ...prompt, text: '', start: 0, end: 0, placeholder: 'help' }, 20);
    expect([bare(drawn.text), drawn.column]).toEqual(['$ help\r\x1b[2C', 2]);
  });

  it('is wiped from its first row, wherever its cursor stands', () => {
    const drawn = promptText({ ...prompt, text: '123456789', start: 9, end: 9 }, 10);
    expect(wipePrompt(drawn)).toBe('\x1b[1A\r\x1b[0J');
  });

  it('lists what is offered below, and says how many more there are', () => {
    const offers = Array.from({ length: 40 }, (_, i) => `node-${i + 1}`);
    const shown = bare(promptText({ ...prompt, text: '', start: 0, end: 0, offers }, 20).text);
    expect(shown).toContain('\r\nnode-1   node-2\r\n');
    expect(shown).toContain('and 26 more');
  });
});
