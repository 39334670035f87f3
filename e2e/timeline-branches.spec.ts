/** Acting in the past: the old future stays as a branch to return to and to compare with; undo and redo of actions. */
import type { Page } from '@playwright/test';
import { button, expect, expectAccessible, kubectl, openSandbox, region, row, test } from './support/page.ts';

const READY = /^node-\d+, .*pod log-collector-[a-z0-9]{5} Ready/;

async function openStory(page: Page): Promise<void> {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await button(page, 'Apply').click();
  await expect(row(page, READY)).toHaveCount(3);
  await kubectl(page, 'kubectl label node node-1 rack=one');
  await expect(region(page, 'Terminal')).toContainText('node/node-1 labeled');
  await button(page, 'Pause').click();
}

const timeline = (page: Page) => region(page, 'Timeline');
const slider = (page: Page) => page.getByRole('slider', { name: 'Timeline', exact: true });

/** Back to the start, and another action there. */
async function fork(page: Page): Promise<void> {
  await slider(page).focus();
  await page.keyboard.press('Home');
  await expect(row(page, /pod log-collector/)).toHaveCount(0);
  await kubectl(page, 'kubectl taint node node-3 team=a:NoSchedule');
  await expect(region(page, 'Terminal')).toContainText('node/node-3 tainted');
}

test('acting in the past keeps the later steps as a branch; one returns to it, and what was left stays too', async ({
  page,
}) => {
  await openStory(page);
  await fork(page);
  await button(page, 'Pause').click();
  await expect(timeline(page).getByRole('status')).toContainText(
    'Back at 0:00. Your later steps are kept as branch A.',
  );
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
  }
  // Keys alone reach it.
  await button(page, 'Return to branch A').focus();
  await page.keyboard.press('Enter');
  await expect(row(page, READY)).toHaveCount(3);
  await expect(row(page, /^node-3, Ready, 1 taint/)).toHaveCount(0);
  await expect(button(page, 'Return to branch A')).toHaveCount(0);
  await button(page, 'Return to branch B').click();
  await expect(row(page, /^node-3, Ready, 1 taint/)).toHaveCount(1);
  await expect(row(page, READY)).toHaveCount(0);
});

test('undo goes to just before the last action, redo to just after it; an action instead makes a branch', async ({
  page,
}) => {
  await openStory(page);
  await slider(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+z');
  await expect(row(page, READY)).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(row(page, /pod log-collector/)).toHaveCount(0);
  await expect(button(page, 'Undo')).toBeDisabled();
  await page.keyboard.press('Control+Shift+z');
  await button(page, 'Redo').click();
  await expect(row(page, READY)).toHaveCount(3);
  await expect(button(page, 'Redo')).toBeDisabled();
  await button(page, 'Undo').click();
  await kubectl(page, 'kubectl label node node-1 rack=two');
  await expect(button(page, 'Return to branch A')).toBeVisible();
  await expect(button(page, 'Redo')).toBeDisabled();
});

test('an undone action can be taken back in the present instead', async ({ page }) => {
  await openStory(page);
  await kubectl(page, 'kubectl cordon node-2');
  await expect(row(page, /^node-2, .*SchedulingDisabled/)).toHaveCount(1);
  await button(page, 'Undo').click();
  await expect(row(page, /^node-2, .*SchedulingDisabled/)).toHaveCount(0);
  const note = timeline(page).getByRole('status');
  await expect(note).toContainText('Back before kubectl cordon node-2. Time travel, not a kubectl undo.');
  await expectAccessible(page);
  await note.getByRole('button', { name: 'Do it forward: kubectl uncordon node-2' }).click();
  await expect(row(page, /^node-2, .*SchedulingDisabled/)).toHaveCount(0);
  await expect(button(page, 'Redo')).toBeDisabled();
  await expect(button(page, 'Undo')).toHaveAttribute('title', /kubectl uncordon node-2/);
});

test('two moments beside each other: a branch and now, a pinned moment and now', async ({ page }) => {
  await openStory(page);
  await fork(page);
  await button(page, 'Pause').click();
  await button(page, 'Compare branch A with now').click();
  const compare = region(page, 'Compare');
  await expect(page.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true');
  await expect(compare.getByRole('row', { name: /^Pods Ready 3 0/ })).toBeVisible();
  await expect(compare.getByRole('row', { name: /^DaemonSets 1 0/ })).toBeVisible();
  await expect(compare).toContainText(/default\/log-collector-[a-z0-9]{5} only on branch A/);
  await expect(compare.getByRole('group').filter({ hasText: 'node-3' })).toContainText('spec.taints');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
  }

  await button(page, 'Compare from here').click();
  await expect(compare).toContainText('Nothing differs');
  await kubectl(page, 'kubectl label node node-2 disk=ssd');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(compare).toContainText('metadata.labels.disk');
  await expect(compare.locator('ins').filter({ hasText: 'ssd' })).toBeVisible();
  await slider(page).focus();
  await page.keyboard.press('Control+z');
  await expect(compare).toContainText('Nothing differs');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('branches stand in the menu of the timeline', async ({ page }) => {
    await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
    await button(page, 'YAML').click();
    await button(page, 'Apply').click();
    await button(page, 'Cluster').click();
    await expect(row(page, READY)).toHaveCount(3);
    await button(page, 'More of the timeline').click();
    await page.getByRole('menuitem', { name: 'To the start' }).click();
    await button(page, 'Terminal').click();
    await fork(page);
    await expect(timeline(page).getByRole('status')).toContainText('kept as branch A');
    await button(page, 'More of the timeline').click();
    await page.getByRole('menuitem', { name: 'Compare branch A with now' }).click();
    await expect(region(page, 'Compare').getByRole('row', { name: /^Pods Ready 3 0/ })).toBeVisible();
    await expectAccessible(page);
    await button(page, 'More of the timeline').click();
    await page.getByRole('menuitem', { name: 'Return to branch A' }).click();
    await button(page, 'Cluster').click();
    await expect(row(page, READY)).toHaveCount(3);
  });
});
