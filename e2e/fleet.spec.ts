/** A fleet: the far view and its twin, the treegrid of which only some rows are mounted. */
import type { Locator, Page } from '@playwright/test';
import { button, cluster, expect, expectAccessible, openSandbox, openTab, row, test } from './support/page.ts';

const field = (page: Page): Locator => page.locator('.far-field');
const card = (page: Page): Locator => page.locator('.far-popover');

/** Nodes of each class as the legend counts them. */
async function expectLegend(page: Page, counts: RegExp): Promise<void> {
  await expect(page.locator('.far-legend')).toHaveText(counts, { timeout: 30_000 });
}

/** The share of the canvas on which something is drawn. */
async function inkedShare(page: Page): Promise<number> {
  return page.locator('.far-canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let inked = 0;
    for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 0) inked += 1;
    return inked / (data.length / 4);
  });
}

test('a thousand nodes are cells: hover and click show a card, the menu is that of a card, the legend counts', async ({
  page,
}) => {
  await openSandbox(page, { nodes: 1000, seed: 1, preset: 'log-collector' });
  await expectLegend(page, /Ready 0.*No Pod wanted 1000/);
  const hollow = await inkedShare(page);
  expect(hollow).toBeGreaterThan(0.05);

  await field(page).hover({ position: { x: 300, y: 150 } });
  const name = (await card(page).locator('header b').textContent()) ?? '';
  expect(name).toMatch(/^node-\d+$/);
  await field(page).click({ position: { x: 300, y: 150 } });
  await page.mouse.move(5, 5);
  await expect(card(page)).toContainText(name);
  await expect(await openTab(page, 'Inspector')).toContainText(`name: ${name}`);

  await field(page).click({ position: { x: 300, y: 150 }, button: 'right' });
  await expect(page.getByRole('menu', { name: `Actions for ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '4×' });
  await button(page, 'Apply').click();
  await expectLegend(page, /Ready 1000.*Working 0/);
  await expect(card(page)).toContainText('Ready');
  expect(await inkedShare(page)).toBeGreaterThan(hollow);
});

test('near, the nodes in sight are cards; far again, a canvas', async ({ page }) => {
  await openSandbox(page, { nodes: 1000, seed: 1, preset: 'log-collector' });
  await field(page).hover();
  const zoomIn = button(page, 'Zoom in');
  for (let i = 0; i < 16; i += 1) await zoomIn.click();
  const near = page.locator('.near-card, .near-tile');
  await expect(near.first()).toBeVisible();
  expect(await near.count()).toBeLessThanOrEqual(60);
  await button(page, 'Fit the picture').click();
  await expect(near).toHaveCount(0);
  expect(await inkedShare(page)).toBeGreaterThan(0.05);
});

test('the keyboard reaches every row of a fleet, by arrows, ends and names', async ({ page }) => {
  await openSandbox(page, { nodes: 1000, seed: 1, preset: 'log-collector' });
  await expect(cluster(page)).toHaveAttribute('aria-rowcount', '1001');
  expect(await row(page, /^node-/).count()).toBeLessThan(60);
  await cluster(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, /^node-1, Ready/)).toBeFocused();
  await page.keyboard.type('node-500');
  await expect(row(page, /^node-500, Ready/)).toBeFocused();
  await expect(row(page, /^node-500, Ready/)).toHaveAttribute('aria-rowindex', '501');
  await expect(card(page)).toContainText('node-500');
  await page.keyboard.press('ArrowDown');
  await expect(row(page, /^node-501, Ready/)).toBeFocused();
  await page.keyboard.press('End');
  await expect(row(page, /^node-1000, Ready/)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(row(page, /^node-1, Ready/)).toBeFocused();

  // The focus stays on its node while Pods come above it, and the rows are counted on.
  await page.keyboard.type('500');
  await button(page, 'Apply').dispatchEvent('click');
  await expect(row(page, /^node-500, Ready, pod log-collector-[a-z0-9]{5} Ready/)).toBeFocused();
  await expect(cluster(page)).toHaveAttribute('aria-rowcount', '2002');
  await expect(row(page, /^node-500, Ready/)).toHaveAttribute('aria-rowindex', String(2 + 1 + 2 * 499));
});

test('the table view scrolls through all rows of a fleet', async ({ page }) => {
  await openSandbox(page, { nodes: 1000, seed: 1, preset: 'log-collector' });
  await button(page, 'Table view').click();
  await expect(row(page, /^node-1, /)).toBeVisible();
  await cluster(page).evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await expect(row(page, /^node-1000, /)).toBeVisible();
  expect(await row(page, /^node-/).count()).toBeLessThan(80);
  await row(page, /^node-990, /).click();
  await expect(row(page, /^node-990, /)).toHaveAttribute('aria-selected', 'true');
});

test('five thousand nodes come up, start and are shown in both themes without a fault that axe finds', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openSandbox(page, { nodes: 5000, seed: 1, preset: 'log-collector' });
  await expectLegend(page, /No Pod wanted 5000/);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '60×' });
  await button(page, 'Apply').click();
  await expectLegend(page, /Ready 5000/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
});
