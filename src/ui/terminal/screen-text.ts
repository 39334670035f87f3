/** What the terminal's screen is told to show: entries and the prompt as text with ANSI colours. Pure. */
import type { TranscriptEntry } from '../../session/engine-client.ts';
import { momentText } from '../format-time.ts';

const RESET = '\x1b[0m';
const QUIET = '\x1b[90m';
const COMMAND = '\x1b[1;97m';
const ERROR = '\x1b[31m';
const MARKED = '\x1b[7m';

/** Text of users and clusters may hold no escape sequences. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const plain = (text: string): string => text.replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '').replaceAll('\n', '\r\n');

/** How a command is marked that was not typed here and now. */
export function origin(entry: TranscriptEntry & { readonly kind: 'command' }): string {
  const by = { terminal: '', hand: 'by hand', editor: 'editor' }[entry.by];
  return [entry.inPast ? `at ${momentText(entry.at)}` : '', by, entry.undone ? 'undone' : '']
    .filter(Boolean)
    .join(', ');
}

export function forkText({ at, undone }: TranscriptEntry & { readonly kind: 'fork' }): string {
  const lost = undone === 1 ? 'the later command is' : `the ${undone} later commands are`;
  return `Another future begins at ${momentText(at)}: ${undone === 0 ? 'what came later is' : lost} undone.`;
}

export function reloadText({ interrupted }: TranscriptEntry & { readonly kind: 'reload' }): string {
  return `The page was loaded again, which interrupted ${interrupted.map((line) => `“${line}”`).join(', ')}.`;
}

/** kubectl also writes to its error stream what is no error: that a list is empty, which Pod it took. */
const NOTE = /^(No resources found|Found \d+ )/;

export function isProblem({ stream, text }: TranscriptEntry & { readonly kind: 'output' }): boolean {
  return stream === 'err' && !NOTE.test(text);
}

/** Each part begins at the start of a line and ends one. */
export function transcriptText(entries: readonly TranscriptEntry[]): string {
  let text = '';
  for (const entry of entries) {
    const midLine = text !== '' && !text.endsWith('\n');
    if (entry.kind === 'output') {
      const colour = isProblem(entry) ? ERROR : '';
      text += colour === '' ? plain(entry.text) : colour + plain(entry.text).replace(/(\r\n)?$/, `${RESET}$1`);
      continue;
    }
    if (midLine) text += '\r\n';
    if (entry.kind === 'fork') text += `${QUIET}── ${forkText(entry)} ──${RESET}\r\n`;
    else if (entry.kind === 'reload') text += `${QUIET}── ${plain(reloadText(entry))} ──${RESET}\r\n`;
    else if (entry.kind === 'interrupt') text += `${QUIET}^C${RESET}\r\n`;
    else text += commandText(entry);
  }
  return text === '' || text.endsWith('\n') ? text : `${text}\r\n`;
}

function commandText(entry: TranscriptEntry & { readonly kind: 'command' }): string {
  const mark = origin(entry);
  const lines = plain(entry.line).replaceAll('\r\n', `\r\n${RESET}${QUIET}> ${RESET}${COMMAND}`);
  const style = entry.undone ? `${QUIET}\x1b[9m` : COMMAND;
  return `${QUIET}${mark === '' ? '' : `${mark} `}$ ${RESET}${style}${lines}${RESET}\r\n`;
}

export interface Prompt {
  /** Before the text: `$ `, or the search and what it found. */
  readonly label: string;
  readonly text: string;
  /** Selected text has `start < end`; the cursor stands at `end`. */
  readonly start: number;
  readonly end: number;
  readonly offers: readonly string[];
  /** Shown faintly while there is no text. */
  readonly placeholder: string;
}

export interface DrawnPrompt {
  readonly text: string;
  /** Where the cursor ends up, in rows below the prompt's first, and its column. */
  readonly row: number;
  readonly column: number;
  /** Rows of label and text. */
  readonly rows: number;
}

/** Drawn from the start of an empty line; the cursor is left where it belongs. Rows are counted, so that it can be wiped. */
export function promptText({ label, text, start, end, offers, placeholder }: Prompt, columns: number): DrawnPrompt {
  const cells = positions(label, text, columns);
  const shown = [...text].map((char) => (char === '\n' ? `\r\n${QUIET}> ${RESET}${COMMAND}` : plain(char)));
  const body =
    start === end
      ? shown.join('')
      : `${shown.slice(0, start).join('')}${MARKED}${shown.slice(start, end).join('')}${RESET}${COMMAND}${shown.slice(end).join('')}`;
  const last = cells.at(-1) ?? { row: 0, column: 0 };
  // A full row would leave the cursor on its last cell.
  const wrap = last.column === 0 && last.row > 0 && !text.endsWith('\n') ? ' \r' : '';
  const faint = text === '' ? placeholder.slice(0, Math.max(0, columns - label.length - 1)) : '';
  const list = offers.length === 0 ? '' : `\r\n${offerRows(offers, columns).join('\r\n')}`;
  const below = offers.length === 0 ? 0 : offerRows(offers, columns).length;
  const cursor = cells[end] ?? last;
  const up = last.row + below - cursor.row;
  const move = `${up > 0 ? `\x1b[${up}A` : ''}\r${cursor.column > 0 ? `\x1b[${cursor.column}C` : ''}`;
  return {
    text: `${QUIET}${label}${RESET}${COMMAND}${body}${RESET}${wrap}${QUIET}${faint}${list}${RESET}${move}`,
    row: cursor.row,
    column: cursor.column,
    rows: last.row + 1,
  };
}

/** Back to the start of the prompt, and everything from there on is wiped. */
export function wipePrompt({ row }: DrawnPrompt): string {
  return `${row > 0 ? `\x1b[${row}A` : ''}\r\x1b[0J`;
}

/** Where each character of the text stands, and where the next one would. */
function positions(label: string, text: string, columns: number): readonly { row: number; column: number }[] {
  let row = Math.floor(label.length / columns);
  let column = label.length % columns;
  const found = [{ row, column }];
  for (const char of text) {
    column += 1;
    if (char === '\n') [row, column] = [row + 1, 2];
    else if (column >= columns) [row, column] = [row + 1, 0];
    found.push({ row, column });
  }
  return found;
}

const MOST_ROWS = 8;

/** In columns, as a shell lists them. */
function offerRows(offers: readonly string[], columns: number): readonly string[] {
  const width = Math.max(...offers.map((offer) => offer.length)) + 2;
  const perRow = Math.max(1, Math.floor(columns / width));
  const rows: string[] = [];
  for (let i = 0; i < offers.length && rows.length < MOST_ROWS; i += perRow) {
    rows.push(
      offers
        .slice(i, i + perRow)
        .map((offer) => plain(offer).padEnd(width))
        .join('')
        .trimEnd()
        .slice(0, columns - 1),
    );
  }
  const hidden = offers.length - rows.length * perRow;
  return hidden > 0 ? [...rows.slice(0, -1), `and ${hidden + perRow} more`] : rows;
}
