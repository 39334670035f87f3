// Measuring in the page: frame times and input delays, between two calls.

/** Put into the page before its own code. */
export function installMeters() {
  const meters = { frames: undefined, inputs: undefined };
  globalThis.meters = meters;
  let last;
  const onFrame = (now) => {
    if (meters.frames && last !== undefined) meters.frames.push(now - last);
    last = now;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  // From the moment of the input to the frame that can show its effect.
  const onInput = (event) => {
    const { inputs } = meters;
    if (inputs) requestAnimationFrame(() => inputs.push(performance.now() - event.timeStamp));
  };
  for (const type of ['keydown', 'pointermove']) addEventListener(type, onInput, { capture: true, passive: true });
}

/** Runs something while the page measures; answers the milliseconds of its frames and of its inputs. */
export async function metered(page, run) {
  await page.evaluate(() => Object.assign(globalThis.meters, { frames: [], inputs: [] }));
  await run();
  return page.evaluate(() => {
    const { frames, inputs } = globalThis.meters;
    Object.assign(globalThis.meters, { frames: undefined, inputs: undefined });
    return { frames, inputs };
  });
}

/** The smallest value that at least this share of all values does not exceed. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
