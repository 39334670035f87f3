/** The timeline: dragged by mouse and finger, moved by keys, its marks and its zoom. */
import type { Page } from '@playwright/test';
import { button, expect, expectAccessible, kubectl, openSandbox, region, row, test } from './support/page.ts';

const READY = /^node-\d+, .*pod log-collector-[a-z0-9]{5} Ready/;

/** Three nodes with a Ready Pod each, and the clock stopped. */
async function openStory(page: Page): Promise<void> {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  if (await button(page, 'YAML').isVisible()) await button(page, 'YAML').click();
  await button(page, 'Apply').click();
  if (await button(page, 'Cluster').isVisible()) await button(page, 'Cluster').click();
  await expect(row(page, READY)).toHaveCount(3);
  await button(page, 'Pause').click();
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Timeline', exact: true });

async function position(page: Page): Promise<number> {
  return Number(await slider(page).getAttribute('aria-valuenow'));
}

test('the mouse drags the playhead, and the cluster is as it was', async ({ page }) => {
  await openStory(page);
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('no track');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 60, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 2, y, { steps: 4 });
  await expect(row(page, /pod log-collector/)).toHaveCount(0);
  const before = await position(page);
  await page.mouse.move(box.x + box.width - 2, y, { steps: 8 });
  await page.mouse.up();
  await expect(row(page, READY)).toHaveCount(3);
  expect(await position(page)).toBeGreaterThan(before);
  await expect(page.locator('p[aria-live=polite]')).toHaveText(/^0:0\d\.\d\. log-collector: 3 of 3 Pods Ready\.$/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a finger drags the playhead, the page stays where it is, and the menu has what found no room', async ({
    page,
  }) => {
    await openStory(page);
    const box = await slider(page).boundingBox();
    if (!box) throw new Error('no track');
    expect(box.height).toBeGreaterThanOrEqual(44);
    expect(box.width).toBeGreaterThan(140);
    const y = box.y + box.height / 2;
    const finger = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] });
    await touch('touchStart', box.x + 60);
    for (const x of [40, 20, 6]) await touch('touchMove', box.x + x);
    await touch('touchEnd');
    await expect(row(page, /pod log-collector/)).toHaveCount(0);
    await touch('touchStart', box.x + 20);
    await touch('touchMove', box.x + box.width - 8);
    await touch('touchEnd');
    await expect(row(page, READY)).toHaveCount(3);
    expect(await page.evaluate(() => [scrollX, scrollY])).toEqual([0, 0]);

    // Two fingers that go apart look closer.
    const axis = region(page, 'Timeline').locator('.track-axis span');
    const shown = await axis.allTextContents();
    const pinch = (type: 'touchStart' | 'touchMove', left: number, right: number) =>
      finger.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: [
          { x: box.x + left, y, id: 1 },
          { x: box.x + right, y, id: 2 },
        ],
      });
    await pinch('touchStart', 60, 90);
    await pinch('touchMove', 40, 110);
    await pinch('touchMove', 20, 130);
    await touch('touchEnd');
    await expect.poll(() => axis.allTextContents()).not.toEqual(shown);

    await button(page, 'More of the timeline').click();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Show the whole track' }).click();
    await expect.poll(() => axis.allTextContents()).toEqual(shown);
    await button(page, 'More of the timeline').click();
    await page.getByRole('menuitem', { name: 'To the start' }).click();
    await expect(row(page, /pod log-collector/)).toHaveCount(0);
  });
});

test('every key of the track, and the same as buttons', async ({ page }) => {
  await openStory(page);
  await slider(page).focus();
  const end = await position(page);
  await page.keyboard.press('ArrowLeft');
  const back = await position(page);
  expect(back).toBeLessThan(end);
  await page.keyboard.press('ArrowRight');
  expect(await position(page)).toBeGreaterThan(back);
  await page.keyboard.press('Home');
  await expect(row(page, /pod log-collector/)).toHaveCount(0);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('End');
  await expect(row(page, READY)).toHaveCount(3);
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  await page.keyboard.press('.');
  const there = await position(page);
  await page.keyboard.press(',');
  expect(await position(page)).toBeLessThan(there);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard keys' })).toContainText('Next, previous event');
  await expectAccessible(page);
});

test('plays to the next rest and stops there; idle time is passed in a moment', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await button(page, 'Apply').click();
  await button(page, 'Play to the next rest').click();
  await expect(row(page, READY)).toHaveCount(3);
  await expect(button(page, 'Play')).toBeVisible();
  await button(page, 'Skip idle time').click();
  await expect(button(page, 'Skip idle time')).toHaveAttribute('aria-pressed', 'true');
  // Pod GC clears a gone node's Pods only after 40 seconds, at this speed.
  await kubectl(page, 'kubectl delete node node-2');
  await expect(row(page, /^node-2/)).toHaveCount(0, { timeout: 15_000 });
  await expect(page.getByRole('timer', { name: 'Virtual time' })).toHaveText(/^(0:[4-9]|1:)/);
});

test('a sign with a count lists what it holds; the track is looked at closely and as a whole', async ({ page }) => {
  await openStory(page);
  for (let i = 1; i <= 3; i += 1) await kubectl(page, `kubectl label node node-${i} rack=${i}`);
  await button(page, 'Pause').click();
  const track = region(page, 'Timeline');
  // Far from now they stand in one place: wait for the track to grow.
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '60×' });
  await button(page, 'Play').click();
  await expect(track.locator('.track-axis')).toContainText('2:00');
  await button(page, 'Pause').click();
  const count = await track.locator('.mark-action text').first().textContent();
  const sign = await track.locator('.mark-action text').first().boundingBox();
  if (!sign) throw new Error('no sign');
  await page.mouse.click(sign.x + 3, sign.y + 5);
  const list = page.getByRole('dialog', { name: `${count} actions` });
  await expect(list.getByRole('listitem')).toHaveCount(Number(count));
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
  }
  await list.getByRole('listitem').nth(1).getByRole('button').click();
  await expect(list).toBeHidden();
  await expect(row(page, /^node-1, .*pod log-collector/)).toHaveCount(1);
  await expect(slider(page)).toBeFocused();

  const axis = track.locator('.track-axis span');
  const shown = await axis.allTextContents();
  await page.keyboard.press(']');
  await expect.poll(() => axis.allTextContents()).not.toEqual(shown);
  await page.keyboard.press('\\');
  await expect.poll(() => axis.allTextContents()).toEqual(shown);
  await slider(page).hover();
  await page.mouse.wheel(0, -400);
  await expect.poll(() => axis.allTextContents()).not.toEqual(shown);
  await button(page, 'Show the whole track').click();
  await expect.poll(() => axis.allTextContents()).toEqual(shown);
});

test('what happens is said above the track, and under the pointer', async ({ page }) => {
  await openStory(page);
  await kubectl(page, 'kubectl delete node node-2');
  const timeline = region(page, 'Timeline');
  await expect(timeline.locator('.caption')).toContainText(/\S/);
  await slider(page).hover({ position: { x: 2, y: 20 } });
  await expect(timeline.locator('.track-tip')).toContainText('0:0');
});
