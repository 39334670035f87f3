// One fleet in the sandbox: it is loaded, its DaemonSet started and rolled out at 60x, and its timeline scrubbed.
import { setTimeout as pause } from 'node:timers/promises';
import { installMeters, metered, percentile } from './meters.mjs';

/** A display's frame. */
const FRAME = 1000 / 60;
const INPUT_EVERY = 120;
/** Long enough for a start and a rollout; a story that has not ended by then is scrubbed as far as it is. */
const LONGEST_PLAY = 90_000;
/** Frames of one drag over the whole track, there and back. */
const DRAG_MOVES = 240;

/** The figures of a fleet of `count` nodes, by their names. */
export async function measureFleet(browser, address, count, tell) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => tell(`page error: ${error.message}`));
    await page.addInitScript(installMeters);
    tell(`${count} nodes: loading`);
    await page.goto(`${address}#/sandbox?nodes=${count}&seed=1&preset=log-collector`);
    const toGraph = await page.waitForFunction(
      () => performance.getEntriesByName('graph-painted')[0]?.startTime,
      undefined,
      { timeout: 180_000 },
    );
    const input = await context.newCDPSession(page);
    // The editor's code arrives after the first picture; what that costs belongs to loading, not to playing.
    await page.locator('.monaco-editor .view-line').first().waitFor();
    tell(`${count} nodes: start and rollout at 60x`);
    const playing = await metered(page, input, () => withInput(input, () => playStory(page, count, tell)));
    tell(`${count} nodes: scrubbing`);
    const scrubbing = await metered(page, input, () => scrub(page, input));
    const worst = (values) => percentile(values, 0.95);
    return {
      [`load.${count}.millisecondsToGraph`]: await toGraph.jsonValue(),
      [`play60.${count}.p95FrameMilliseconds`]: worst(playing.frames),
      [`play60.${count}.p95InputMilliseconds`]: worst(playing.inputs),
      [`play60.${count}.threadMillisecondsPerFrame`]: playing.threadPerFrame,
      [`scrub.${count}.p95FrameMilliseconds`]: worst(scrubbing.frames),
      [`scrub.${count}.p95InputMilliseconds`]: worst(scrubbing.inputs),
      [`scrub.${count}.threadMillisecondsPerFrame`]: scrubbing.threadPerFrame,
    };
  } finally {
    await context.close();
  }
}

async function playStory(page, count, tell) {
  const end = performance.now() + LONGEST_PLAY;
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('60');
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await counted(page, 'ready', count, end, tell);
  await kubectl(
    page,
    `kubectl patch ds log-collector --type merge -p '{"spec":{"updateStrategy":{"rollingUpdate":{"maxUnavailable":"10%"}}}}'`,
  );
  await kubectl(page, 'kubectl set image ds/log-collector log-collector=fluentd:v1.19');
  await counted(page, 'up to date', count, end, tell, false);
  await counted(page, 'up to date', count, end, tell);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
}

async function kubectl(page, line) {
  const box = page.getByRole('textbox', { name: 'kubectl command' });
  await box.fill(line);
  await box.press('Enter');
}

/** Waits until the DaemonSet's row tells this count (or `is` false: no longer tells it), or the time is over. */
async function counted(page, what, count, end, tell, is = true) {
  const text = `${what} ${count},`;
  const told = page.waitForFunction(
    ([wanted, tells]) => {
      const label = document.querySelector('[role=row][aria-label^=DaemonSet]')?.getAttribute('aria-label');
      return label?.includes(wanted) === tells;
    },
    [text, is],
    { timeout: Math.max(1, end - performance.now()) },
  );
  await told.catch(async () => {
    const label = await page.getByRole('row', { name: /^DaemonSet/ }).getAttribute('aria-label');
    tell(`  the time is over at: ${label}`);
  });
}

/** Presses a key that does nothing every now and then while something runs. */
async function withInput(input, run) {
  let running = true;
  const pressing = (async () => {
    while (running) {
      void input.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        key: 'F15',
        code: 'F15',
        windowsVirtualKeyCode: 126,
      });
      void input.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'F15', code: 'F15', windowsVirtualKeyCode: 126 });
      await pause(INPUT_EVERY);
    }
  })();
  try {
    await run();
  } finally {
    running = false;
    await pressing;
  }
}

/** Drags from the newest moment to the start and back, a move per frame, whether or not the page keeps up. */
async function scrub(page, input) {
  const { x, y, width, height } = await page.getByRole('slider', { name: 'Timeline' }).boundingBox();
  const mouse = (type, share, buttons) =>
    input.send('Input.dispatchMouseEvent', {
      type,
      x: x + width * share,
      y: y + height / 2,
      button: 'left',
      buttons,
      clickCount: 1,
    });
  await mouse('mousePressed', 0.999, 1);
  const begin = performance.now();
  const moves = [];
  for (let i = 0; i <= DRAG_MOVES; i += 1) {
    const share = Math.abs(1 - (2 * i) / DRAG_MOVES);
    moves.push(mouse('mouseMoved', share * 0.999, 1));
    await pause(Math.max(0, begin + i * FRAME - performance.now()));
  }
  await Promise.all(moves);
  await mouse('mouseReleased', 0.999, 0);
}
