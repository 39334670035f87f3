/** The tutorial's story with the engine in a worker: what a fleet has, shown with few nodes. */
import type { Page } from '@playwright/test';
import { button, expect, kubectl, openTab, region, row, test } from './support/page.ts';

const SANDBOX = '/sandbox?nodes=3&seed=1&preset=log-collector';

async function expectReadyPods(page: Page, n: number): Promise<void> {
  await expect(row(page, /^node-\d+, .*pod log-collector-[a-z0-9]{5} Ready/)).toHaveCount(n);
}

test('applied, a node added, back, another future, the branch again, and after a reload', async ({ page }) => {
  await page.goto(`/?engine=worker#${SANDBOX}`);
  await expect(page.locator('[data-engine=worker]')).toBeVisible();
  await expect(row(page, /^node-\d+, Ready/)).toHaveCount(3);
  await button(page, 'Apply').click();
  await expectReadyPods(page, 3);
  await button(page, 'Add node').first().click();
  await expectReadyPods(page, 4);
  await button(page, 'Pause').click();

  const slider = page.getByRole('slider', { name: 'Timeline' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(row(page, /pod log-collector/)).toHaveCount(0);
  await page.keyboard.press('End');
  await expectReadyPods(page, 4);
  // The mouse drags to the start and back: the cluster follows.
  const { x, y, width, height } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width - 2, y + height / 2);
  await page.mouse.down();
  for (let i = 1; i <= 20; i += 1) await page.mouse.move(x + width * (1 - i / 20) + 2, y + height / 2);
  await expect(row(page, /pod log-collector/)).toHaveCount(0);
  await page.mouse.up();

  const terminal = await kubectl(page, 'kubectl cordon node-1');
  await expect(terminal).toContainText('node/node-1 cordoned');
  await button(page, 'Pause').click();
  await expect(row(page, /^node-1, Ready,SchedulingDisabled/)).toHaveCount(1);
  await page
    .getByRole('button', { name: /Return/ })
    .first()
    .click();
  await expectReadyPods(page, 4);
  await expect(row(page, /SchedulingDisabled/)).toHaveCount(0);

  await kubectl(page, 'kubectl get ds');
  await expect(terminal).toContainText(/log-collector\s+4\s+4\s+4\s+4\s+4/);
  await page.locator('.node-card', { hasText: 'node-2' }).click();
  await openTab(page, 'Inspector');
  await expect(region(page, 'Inspector')).toContainText('apiVersion: v1');
  await page.reload();
  await expect(page.locator('[data-engine=worker]')).toBeVisible();
  await expectReadyPods(page, 4);
  await expect(await openTab(page, 'Terminal')).toContainText(/log-collector\s+4\s+4\s+4\s+4\s+4/);
});

test('where no worker can be had, the engine is in the page', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { Worker: undefined });
  });
  await page.goto(`/?engine=worker#${SANDBOX}`);
  await expect(page.locator('[data-engine=page-instead]')).toBeVisible();
  await expect(row(page, /^node-\d+, Ready/)).toHaveCount(3);
});

test('a small cluster has its engine in the page, a fleet in a worker', async ({ page }) => {
  await page.goto(`/#${SANDBOX}`);
  await expect(page.locator('[data-engine=page]')).toBeVisible();
  await page.goto('about:blank');
  await page.goto('/#/sandbox?nodes=1000&seed=1&preset=log-collector');
  await expect(page.locator('[data-engine=worker]')).toBeVisible();
  await button(page, 'Apply').click();
  await expect(row(page, /^DaemonSet log-collector, desired 1000,/)).toHaveCount(1);
});
