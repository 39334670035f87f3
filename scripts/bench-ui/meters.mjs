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

/**
 * Runs something while the page measures: the milliseconds of its frames and of its inputs, and the processor time of its
 * main thread per frame, which a busy machine changes least.
 */
export async function metered(page, session, run) {
  await session.send('Performance.enable');
  const before = await threadMilliseconds(session);
  await page.evaluate(() => Object.assign(globalThis.meters, { frames: [], inputs: [] }));
  await run();
  const { frames, inputs } = await page.evaluate(() => {
    const measured = { ...globalThis.meters };
    Object.assign(globalThis.meters, { frames: undefined, inputs: undefined });
    return measured;
  });
  return { frames, inputs, threadPerFrame: ((await threadMilliseconds(session)) - before) / frames.length };
}

async function threadMilliseconds(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
}

/** The smallest value that at least this share of all values does not exceed. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
