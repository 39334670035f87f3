/** Calls back once what is rendered now has been painted: two frames on. Returns what calls it off. */
export function onNextPaint(on: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      performance.mark('graph-painted');
      on();
    });
  });
  return () => cancelAnimationFrame(frame);
}
