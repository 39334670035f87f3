/** xterm.js as a screen only: it shows transcript and prompt; the keys go to the page's own text box. Loaded on demand. */
import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { type DrawnPrompt, type Prompt, promptText, wipePrompt } from './screen-text.ts';

/** Where the prompt stands, in pixels from the screen's corner. */
export interface PromptPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Screen {
  /** `transcript` as transcriptText gives it; no prompt while a command has the screen. */
  show(transcript: string, prompt: Prompt | undefined): void;
  setTheme(theme: 'light' | 'dark'): void;
  setActive(active: boolean): void;
  /** What the mouse has selected; empty for nothing. */
  selection(): string;
  clearSelection(): void;
  /** A page up or down. */
  scroll(pages: number): void;
  dispose(): void;
}

export interface ScreenOptions {
  readonly theme: 'light' | 'dark';
  /** The screen was clicked, or took the focus for itself. */
  readonly onFocus: () => void;
  readonly onPlace: (place: PromptPlace) => void;
}

const SCROLLBACK = 5000;

export function createScreen(box: HTMLElement, { theme, onFocus, onPlace }: ScreenOptions): Screen {
  const terminal = new Terminal({
    convertEol: false,
    cursorInactiveStyle: 'outline',
    disableStdin: true,
    fontFamily: getComputedStyle(box).getPropertyValue('--font-mono'),
    fontSize: 13,
    fontWeightBold: 600,
    lineHeight: 1.3,
    minimumContrastRatio: 4.5,
    overviewRuler: { width: 8 },
    scrollback: SCROLLBACK,
    theme: themeOf(box, theme),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(box);
  // Keys and screen readers have the page's text box and log; the screen's own box never keeps the focus.
  if (terminal.textarea) {
    // It draws no cursor before it has heard of a focus.
    for (const type of ['focus', 'blur']) terminal.textarea.dispatchEvent(new FocusEvent(type));
    terminal.textarea.tabIndex = -1;
    terminal.textarea.addEventListener('focus', onFocus);
  }
  let transcript = '';
  let prompt: Prompt | undefined;
  let drawn: DrawnPrompt | undefined;
  let shown = '';

  const place = (): void => {
    const { rows, buffer } = terminal;
    const grid = box.querySelector('.xterm-screen');
    if (!grid || !drawn) return;
    const cellHeight = grid.clientHeight / rows;
    const top = buffer.active.cursorY - drawn.row;
    onPlace({ left: 0, top: top * cellHeight, width: grid.clientWidth, height: drawn.rows * cellHeight });
  };
  const draw = (anew: boolean): void => {
    const next = prompt && promptText(prompt, terminal.cols);
    // Who reads further up, or has selected something, is not disturbed by what changes nothing.
    if (!anew && transcript === shown && next?.text === drawn?.text) return;
    let text = '';
    if (anew || !transcript.startsWith(shown)) {
      terminal.reset();
      text += transcript;
    } else text += (drawn ? wipePrompt(drawn) : '') + transcript.slice(shown.length);
    shown = transcript;
    drawn = next;
    // Without a prompt the cursor says that the screen is a command's.
    terminal.write(`${text}${drawn?.text ?? ''}`, place);
    terminal.scrollToBottom();
  };
  const resize = (): void => {
    if (box.clientWidth === 0 || box.clientHeight === 0) return;
    const { cols, rows } = terminal;
    fit.fit();
    if (cols !== terminal.cols || rows !== terminal.rows) draw(true);
  };
  const observer = new ResizeObserver(resize);
  observer.observe(box);
  resize();

  return {
    show(nextTranscript, nextPrompt) {
      transcript = nextTranscript;
      prompt = nextPrompt;
      draw(false);
    },
    setTheme(next) {
      terminal.options.theme = themeOf(box, next);
    },
    setActive(active) {
      terminal.options.cursorInactiveStyle = active ? 'bar' : 'outline';
    },
    selection: () => terminal.getSelection(),
    clearSelection: () => terminal.clearSelection(),
    scroll: (pages) => terminal.scrollPages(pages),
    dispose() {
      observer.disconnect();
      terminal.dispose();
    },
  };
}

/** The page's own colours, which xterm cannot read from style sheets. */
function themeOf(box: HTMLElement, theme: 'light' | 'dark'): ITheme {
  const style = getComputedStyle(box);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const selection = theme === 'dark' ? '#2b4478' : '#cfdcfb';
  return {
    background: colour('--surface'),
    foreground: colour('--muted'),
    brightBlack: colour('--muted'),
    brightWhite: colour('--text'),
    red: colour('--error'),
    cursor: colour('--accent'),
    cursorAccent: colour('--surface'),
    selectionBackground: selection,
    selectionInactiveBackground: selection,
    overviewRulerBorder: colour('--surface'),
    scrollbarSliderBackground: `${colour('--border')}66`,
    scrollbarSliderHoverBackground: `${colour('--border')}99`,
    scrollbarSliderActiveBackground: colour('--border'),
  };
}
