/** What the keys do in the terminal's text box. */
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { EngineClient } from '../../session/engine-client.ts';
import { isUnfinished } from '../../shell/parse-line.ts';
import { useUi } from '../store.ts';
import { completed, lineOf, type Recall, recalled, searched, type TypedLine } from './typed-line.ts';

export interface Search {
  readonly query: string;
  readonly skip: number;
}

export interface Typing {
  readonly line: TypedLine;
  readonly search: Search | undefined;
  /** The line that the search has found. */
  readonly found: string | undefined;
  readonly offers: readonly string[];
  change(line: TypedLine): void;
  onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void;
  /** What the keys of a phone's row, and buttons, do. */
  press(key: TerminalKey): void;
}

export type TerminalKey = 'Tab' | 'Up' | 'Down' | 'Interrupt' | 'Clear' | 'Search';

interface TypingOptions {
  readonly client: EngineClient;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly files: Readonly<Record<string, string>>;
  readonly running: boolean;
  /** Copies what the mouse has selected on the screen; false for nothing. */
  copySelection(): boolean;
  scroll(pages: number): void;
}

export function useTyping({ client, box, files, running, copySelection, scroll }: TypingOptions): Typing {
  const [line, setLine] = useState<TypedLine>(lineOf(''));
  const [search, setSearch] = useState<Search>();
  const [offers, setOffers] = useState<readonly string[]>([]);
  const recall = useRef<Recall | undefined>(undefined);
  const leaving = useRef(false);
  /** Where the cursor goes once the box shows the line that was put there. */
  const cursor = useRef<number | undefined>(undefined);
  const typed = useUi((state) => state.typed);
  const found = search && searched(typed, search.query, search.skip);

  const put = (next: TypedLine): void => {
    setLine(next);
    setOffers([]);
    cursor.current = next.cursor;
  };
  // Before the next key can come, or it would be typed at the wrong place.
  useLayoutEffect(() => {
    if (cursor.current === undefined) return;
    box.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = undefined;
  });
  const submit = (text: string): void => {
    setSearch(undefined);
    put(lineOf(''));
    recall.current = undefined;
    if (text.trim() === '') return;
    useUi.getState().noteTyped(text.trim());
    void client.send({ line: text.trim(), by: 'terminal', files });
  };
  const enter = (): void => {
    const { value = '' } = box.current ?? {};
    if (search) return submit(found ?? '');
    if (isUnfinished(value)) put(lineOf(`${value}\n`));
    else submit(value);
  };
  const complete = async (): Promise<void> => {
    const { value: text = '', selectionStart: at = 0 } = box.current ?? {};
    const answer = completed({ text, cursor: at }, await client.complete(text, at, files));
    if (box.current?.value !== text) return; // typed on meanwhile
    flushSync(() => {
      put(answer.line);
      setOffers(answer.offers);
    });
  };
  const step = (by: 1 | -1): void => {
    const next = recalled(typed, recall.current ?? { back: 0, draft: line.text }, by);
    put(next.line);
    recall.current = next.recall;
  };
  const interrupt = (): void => {
    setSearch(undefined);
    if (running) client.interrupt();
    put(lineOf(''));
    recall.current = undefined;
  };
  const findOlder = (): void => {
    if (!search) setSearch({ query: '', skip: 0 });
    else if (searched(typed, search.query, search.skip + 1) !== undefined)
      setSearch({ ...search, skip: search.skip + 1 });
  };
  const press = (key: TerminalKey): void => {
    if (key === 'Tab') void complete();
    else if (key === 'Up') step(1);
    else if (key === 'Down') step(-1);
    else if (key === 'Interrupt') interrupt();
    else if (key === 'Search') findOlder();
    else client.clearTranscript();
    box.current?.focus();
  };

  /** True when the key has been dealt with. */
  const control = (key: string): boolean => {
    const { value: text = '', selectionStart: at = 0, selectionEnd: end = 0 } = box.current ?? {};
    switch (key) {
      case 'c':
        if (copySelection()) return true;
        if (at !== end) return false; // the browser copies what is selected in the box
        interrupt();
        return true;
      case 'l':
        client.clearTranscript();
        return true;
      case 'r':
        findOlder();
        return true;
      case 'g':
        setSearch(undefined);
        return search !== undefined;
      case 'a':
        put({ text, cursor: 0 });
        return true;
      case 'e':
        put(lineOf(text));
        return true;
      case 'u':
        put({ text: text.slice(at), cursor: 0 });
        return true;
      case 'k':
        put({ text: text.slice(0, at), cursor: at });
        return true;
      default:
        return false;
    }
  };
  const leaveSearch = (): void => {
    setSearch(undefined);
    if (found !== undefined) put(lineOf(found));
  };
  /** True when the key has been dealt with. */
  const handle = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const { key, ctrlKey, altKey, metaKey, shiftKey, currentTarget } = event;
    if (event.nativeEvent.isComposing) return false;
    if (ctrlKey && !altKey && !metaKey && !shiftKey) return control(key.toLowerCase());
    if (ctrlKey && shiftKey && key.toLowerCase() === 'c') return copySelection();
    if (key === 'Enter' && !shiftKey) {
      enter();
      return true;
    }
    if (search && (key === 'Escape' || key === 'Tab' || key.startsWith('Arrow'))) {
      if (key === 'Escape') setSearch(undefined);
      else leaveSearch();
      return true;
    }
    if (key === 'Tab' && !shiftKey && !leaving.current) {
      void complete();
      return true;
    }
    if (shiftKey && (key === 'PageUp' || key === 'PageDown')) {
      scroll(key === 'PageUp' ? -1 : 1);
      return true;
    }
    // In a text of several lines the arrows move in it first.
    const { value, selectionStart } = currentTarget;
    if (key === 'ArrowUp' && !value.slice(0, selectionStart).includes('\n')) {
      step(1);
      return true;
    }
    if (key === 'ArrowDown' && !value.slice(selectionStart).includes('\n')) {
      step(-1);
      return true;
    }
    return false;
  };

  return {
    line,
    search,
    found,
    offers,
    press,
    change(next) {
      setOffers([]);
      recall.current = undefined;
      if (search) setSearch({ query: next.text, skip: 0 });
      else setLine(next);
    },
    onKeyDown(event) {
      const handled = handle(event);
      leaving.current = event.key === 'Escape' && !handled;
      if (!handled) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
