/** A finger or the mouse on the track: presses and drags become moments, two fingers a zoom. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Millis } from '../../engine/index.ts';
import { useUi } from '../store.ts';

/** A press that moves less than this, in px, is a tap. */
const TAP = 4;

interface ScrubActs {
  /** The moment under a point of the screen. */
  timeAt(clientX: number): Millis;
  /** Called once a frame at most, and at the end with the last moment. */
  seek(at: Millis): void;
  /** Pressed and released in one place. */
  tap(clientX: number): void;
  /** Two fingers moved: below 1 they went apart. */
  pinch(factor: number, clientX: number): void;
}

interface Scrub {
  /** The moment under the finger while it scrubs. */
  readonly at: Millis | undefined;
  /** Where the mouse rests, without pressing. */
  readonly hoverX: number | undefined;
  readonly handlers: Readonly<Record<`onPointer${string}`, (event: PointerEvent<HTMLElement>) => void>>;
}

export function useScrub(acts: ScrubActs): Scrub {
  const latest = useRef(acts);
  latest.current = acts;
  const fingers = useRef(new Map<number, number>());
  const pressedAt = useRef<number>(undefined);
  const wanted = useRef<Millis>(undefined);
  const frame = useRef<number>(undefined);
  const [at, setAt] = useState<Millis>();
  const [hoverX, setHoverX] = useState<number>();

  const seekWanted = (): void => {
    if (frame.current !== undefined) cancelAnimationFrame(frame.current);
    frame.current = undefined;
    const moment = wanted.current;
    wanted.current = undefined;
    if (moment !== undefined) latest.current.seek(moment);
  };
  // The head follows at once; the cluster follows once a frame, however often the pointer reports.
  const moveTo = (clientX: number): void => {
    const moment = latest.current.timeAt(clientX);
    setAt(moment);
    wanted.current = moment;
    frame.current ??= requestAnimationFrame(seekWanted);
  };
  const end = (): void => {
    seekWanted();
    setAt(undefined);
    pressedAt.current = undefined;
    useUi.setState({ scrubbing: false });
  };
  useEffect(
    () => () => {
      if (frame.current !== undefined) cancelAnimationFrame(frame.current);
      useUi.setState({ scrubbing: false });
    },
    [],
  );

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, event.clientX);
    setHoverX(undefined);
    if (fingers.current.size > 1) return end();
    useUi.setState({ scrubbing: true });
    pressedAt.current = event.clientX;
    moveTo(event.clientX);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const before = fingers.current.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType === 'mouse') setHoverX(event.clientX);
      return;
    }
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, event.clientX);
    if (other !== undefined) {
      const factor = Math.max(8, Math.abs(before - other)) / Math.max(8, Math.abs(event.clientX - other));
      return latest.current.pinch(factor, (event.clientX + other) / 2);
    }
    if (at === undefined) return; // the finger that is left after a pinch
    if (pressedAt.current !== undefined && Math.abs(event.clientX - pressedAt.current) < TAP) return;
    pressedAt.current = undefined;
    moveTo(event.clientX);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    if (!fingers.current.delete(event.pointerId) || at === undefined) return;
    const tapped = pressedAt.current;
    end();
    if (tapped !== undefined) latest.current.tap(tapped);
  };
  const onPointerCancel = (event: PointerEvent<HTMLElement>): void => {
    if (fingers.current.delete(event.pointerId) && at !== undefined) end();
  };
  const onPointerLeave = (): void => setHoverX(undefined);
  return { at, hoverX, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel, onPointerLeave } };
}
