/** The whole story in the terminal alone, by keyboard. */
import type { Locator, Page } from '@playwright/test';
import { button, expect, expectAccessible, openSandbox, region, row, test } from './support/page.ts';

const READY_POD = 'pod log-collector-[a-z0-9]{5} Ready';

const box = (page: Page): Locator => page.getByRole('textbox', { name: 'kubectl command' });
const log = (page: Page): Locator => region(page, 'Terminal').getByRole('log');

/** Types as a person does, key by key. */
async function type(page: Page, line: string): Promise<void> {
  await box(page).pressSequentially(line);
  await box(page).press('Enter');
}

async function expectReadyPods(page: Page, n: number): Promise<void> {
  await expect(row(page, new RegExp(`^node-\\d+, .*${READY_POD}`))).toHaveCount(n);
}

test('the tutorial’s story, typed: apply, look, label, taint, roll out, roll back, delete', async ({ page }) => {
  test.setTimeout(120_000);
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '4×' });
  await box(page).focus();
  await type(page, 'ls');
  await expect(log(page)).toContainText('log-collector.yaml');
  await type(page, 'kubectl apply -f log-collector.yaml');
  await expect(log(page)).toContainText('daemonset.apps/log-collector created');
  await expectReadyPods(page, 3);
  await type(page, 'kubectl get pods --no-headers | grep Running | wc -l');
  await expect(log(page).locator('pre').last()).toHaveText('3');
  await type(page, 'k describe ds log-collector | grep Desired');
  await expect(log(page)).toContainText('Desired Number of Nodes Scheduled: 3');

  await type(page, 'kubectl label node node-1 disk=ssd && kubectl taint node node-3 dedicated=db:NoExecute');
  await expect(log(page)).toContainText('node/node-1 labeled');
  await expect(log(page)).toContainText('node/node-3 tainted');
  await expectReadyPods(page, 2);
  await type(page, 'kubectl taint node node-3 dedicated-');
  await expectReadyPods(page, 3);

  await type(
    page,
    'kubectl set image ds/log-collector log-collector=fluentd:v1.19; kubectl rollout status ds/log-collector',
  );
  await expect(log(page)).toContainText('0 out of 3 new pods have been updated');
  await box(page).press('Control+c');
  await expect(log(page)).toContainText('^C');
  await expect(log(page)).not.toContainText('successfully rolled out');
  await type(page, 'kubectl rollout status ds/log-collector');
  await expect(log(page)).toContainText('daemon set "log-collector" successfully rolled out', { timeout: 60_000 });

  await type(page, 'kubectl rollout undo ds/log-collector');
  await expect(log(page)).toContainText('daemonset.apps/log-collector rolled back');
  await type(page, "kubectl get ds log-collector -o json | jq -r '.spec.template.spec.containers[0].image'");
  await expect(log(page).locator('pre').last()).toHaveText('fluentd:latest');
  await type(page, 'kubectl delete ds log-collector');
  await expect(log(page)).toContainText('daemonset.apps "log-collector" deleted');
  await expect(row(page, /pod log-collector/)).toHaveCount(0);
});

test('Tab completes, Up and Ctrl+R recall, and the line can be edited in its middle', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await box(page).focus();
  await page.keyboard.type('kubectl desc');
  await page.keyboard.press('Tab');
  await expect(box(page)).toHaveValue('kubectl describe ');
  await page.keyboard.type('node no');
  await page.keyboard.press('Tab');
  await expect(box(page)).toHaveValue('kubectl describe node node-');
  await expect(region(page, 'Terminal').getByRole('status')).toHaveText('node-1 node-2 node-3');
  await page.keyboard.type('2 | head -1');
  await page.keyboard.press('Enter');
  await expect(log(page)).toContainText('node-2');
  await type(page, 'kubectl get nodes | tail -1');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(box(page)).toHaveValue('kubectl describe node node-2 | head -1');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+r');
  await page.keyboard.type('tail');
  await page.keyboard.press('ArrowRight');
  await expect(box(page)).toHaveValue('kubectl get nodes | tail -1');
  for (let i = 0; i < 2; i += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('-n ');
  await page.keyboard.press('Delete');
  await expect(box(page)).toHaveValue('kubectl get nodes | tail -n 1');
  await page.keyboard.press('Enter');
  await page.reload();
  await box(page).focus();
  await page.keyboard.press('ArrowUp');
  await expect(box(page), 'what was typed is kept on the device').toHaveValue('kubectl get nodes | tail -n 1');
  // Escape, then Tab, leaves.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(box(page)).not.toBeFocused();
});

test('the screen shows what is typed and what is answered', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  const screen = page.locator('.terminal-screen .xterm-rows');
  await expect(screen).toBeVisible();
  await type(page, 'kubectl get nodes');
  await expect(screen).toContainText('node-3');
  await box(page).pressSequentially('kubectl get po');
  await expect(screen).toContainText('$ kubectl get po');
  await box(page).press('Control+l');
  await expect(screen).not.toContainText('node-3');
  await expect(log(page)).toHaveText('');
  await expect(screen).toContainText('$ kubectl get po');
});

test('gestures stand in it as their commands; a command in the past begins another future', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await button(page, 'Apply').click();
  await expect(log(page)).toContainText('editor $ kubectl apply -f log-collector.yaml');
  await expectReadyPods(page, 3);
  await button(page, 'Add node').first().click();
  await expect(log(page)).toContainText('by hand $ kwokctl scale node --replicas 4');
  await button(page, 'Pause').click();
  await page.getByRole('slider', { name: 'Timeline' }).focus();
  await page.keyboard.press('Home');
  await box(page).focus();
  await type(page, 'kubectl get ds');
  await expect(log(page)).toContainText('at 0:00 $ kubectl get ds');
  await expect(log(page)).toContainText('No resources found in default namespace.');
  await type(page, 'kubectl cordon node-1');
  await expect(log(page)).toContainText('Another future begins at 0:00: the 2 later commands are undone.');
  await expect(log(page)).toContainText('by hand, undone $ kwokctl scale node --replicas 4');
  await expect(row(page, /^node-\d+/)).toHaveCount(3);
});

test('plain text on a phone, and wherever it is asked for', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await button(page, 'Plain text').click();
  await expect(page.locator('.terminal-screen')).toBeHidden();
  await type(page, 'kubectl get nodes | wc -l');
  await expect(log(page).locator('pre')).toHaveText('4');
  await expectAccessible(page);
  await button(page, 'Plain text').click();
  await page.setViewportSize({ width: 390, height: 844 });
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await button(page, 'Terminal').click();
  await type(page, 'kubectl get nodes -w');
  await expect(log(page)).toContainText('node-3');
  await button(page, 'End the command').click();
  await expect(log(page)).toContainText('^C');
  await expectAccessible(page);
});

test('axe finds nothing in the terminal, in both themes', async ({ page }) => {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
    await expect(page.locator('.terminal-screen .xterm-rows')).toBeVisible();
    await type(page, 'kubectl get dss; kubectl get nodes; sleep 100');
    await expect(log(page)).toContainText('resource type "dss"');
    await expectAccessible(page);
  }
});

test('kubectl edit opens the object in the editor; Save applies it, Cancel leaves all as it was', async ({ page }) => {
  test.setTimeout(120_000);
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  const editor = region(page, 'Editor');
  await expect(editor.locator('.monaco-editor')).toBeVisible();
  await box(page).focus();
  await type(page, 'kubectl apply -f log-collector.yaml');
  await expectReadyPods(page, 3);

  await type(page, 'kubectl edit ds log-collector');
  await expect(editor).toContainText('# Please edit the object below.');
  await expect(editor.locator('.monaco-editor')).toContainText('Please edit the object');
  await editor.getByRole('textbox').first().focus();
  await page.keyboard.press('Control+f');
  const find = editor.getByRole('textbox', { name: 'Find' });
  await expect(find).toBeFocused();
  await find.fill('maxUnavailable: 1');
  await expect(editor.locator('.find-widget')).toContainText('1 of 1');
  // The search leaves what it found selected; typing replaces it.
  await find.press('Escape');
  await page.keyboard.type('maxUnavailable: 2');
  await expect(editor.locator('.monaco-editor')).toContainText('maxUnavailable: 2');
  await button(page, 'Save').click();
  await expect(log(page)).toContainText('daemonset.apps/log-collector edited');
  await expect(editor).toContainText('fluentd:latest');
  await expect(editor).not.toContainText('# Please edit');
  await type(page, "kubectl get ds log-collector -o jsonpath='{.spec.updateStrategy.rollingUpdate.maxUnavailable}'");
  await expect(log(page).locator('pre').last()).toHaveText('2');

  await type(page, 'kubectl edit ds log-collector');
  await expect(editor).toContainText('# Please edit the object below.');
  await button(page, 'Cancel the edit').click();
  await expect(log(page)).toContainText('Edit cancelled, no changes made.');
  await expect(box(page)).toBeFocused();
});
