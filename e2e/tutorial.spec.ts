/** The tutorial's story on the production build, watched by accessible names alone. */
import type { Page } from '@playwright/test';
import {
  button,
  cluster,
  expect,
  expectAccessible,
  kubectl,
  openSandbox,
  openTab,
  region,
  row,
  test,
} from './support/page.ts';

const READY_POD = 'pod log-collector-[a-z0-9]{5} Ready';

/** `n` nodes each show a Ready Pod. */
async function expectReadyPods(page: Page, n: number): Promise<void> {
  await expect(row(page, new RegExp(`^node-\\d+, .*${READY_POD}`))).toHaveCount(n);
}

async function setSpeed(page: Page, speed: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: speed });
}

/** Replaces all of the editor's text, as a person does who pastes another manifest. */
async function replaceManifest(page: Page, text: string): Promise<void> {
  const box = region(page, 'Editor').getByRole('textbox').first();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await box.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

test('created: one Pod per node; node added; image changed; node removed', async ({ page }) => {
  test.setTimeout(120_000);
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await expect(row(page, /^node-\d+, Ready/)).toHaveCount(3);
  await expect(row(page, /pod log-collector/)).toHaveCount(0);

  await button(page, 'Apply').click();
  await expectReadyPods(page, 3);

  await button(page, 'Add node').first().click();
  await expectReadyPods(page, 4);

  // Every moment of the rollout is watched: with maxUnavailable 1 two nodes never lack a Ready Pod at once.
  await page.evaluate((ready) => {
    const rows = () => [...document.querySelectorAll('[role=treegrid][aria-label=Cluster] [role=row][aria-level="2"]')];
    const lacking = () => rows().filter((one) => !new RegExp(ready).test(one.getAttribute('aria-label') ?? '')).length;
    const watch = { worst: lacking() };
    Object.assign(window, { watch });
    const grid = document.querySelector('[role=treegrid][aria-label=Cluster]');
    const observer = new MutationObserver(() => {
      watch.worst = Math.max(watch.worst, lacking());
    });
    if (grid) observer.observe(grid, { subtree: true, childList: true, attributes: true, characterData: true });
  }, READY_POD);
  const terminal = await kubectl(page, 'kubectl set image ds/log-collector log-collector=fluentd:v1.19');
  await expect(terminal).toContainText('daemonset.apps/log-collector image updated');
  await setSpeed(page, '4×');
  await kubectl(page, 'kubectl rollout status ds/log-collector');
  await expect(terminal).toContainText('daemon set "log-collector" successfully rolled out', { timeout: 60_000 });
  await expectReadyPods(page, 4);
  expect(await page.evaluate(() => (window as unknown as { watch: { worst: number } }).watch.worst)).toBe(1);

  // The node goes, its Pod stays: kubectl says so, and only pod GC clears it 40 to 80 seconds later.
  await kubectl(page, 'kubectl delete node node-2');
  await expect(terminal).toContainText('node "node-2" deleted');
  await expect(row(page, /^node-2, .*pod log-collector-[a-z0-9]{5}/)).toHaveCount(1);
  await kubectl(page, 'kubectl get ds');
  await expect(terminal).toContainText(/log-collector\s+4\s+4\s+4\s+4\s+4/);
  await setSpeed(page, '60×');
  await expect(row(page, /^node-2/)).toHaveCount(0, { timeout: 30_000 });
  await expectReadyPods(page, 3);
});

test('a manifest with a tab is refused with its line, and nothing is lost', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  const bad = 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n\tname: log-collector\n';
  await replaceManifest(page, bad);
  await button(page, 'Apply').click();
  const editor = region(page, 'Editor');
  await expect(editor).toContainText(/tab/i);
  await expect(editor).toContainText(/line 4|4:1/i);
  await expect(row(page, /pod /)).toHaveCount(0);
  await page.reload();
  await expect(editor).toContainText('kind: DaemonSet');
  await expect(cluster(page)).toBeVisible();
});

test('a wrong field is refused in the server’s own words, and the cluster stays as it was', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'node-monitor' });
  await button(page, 'Apply').click();
  await expect(row(page, /^node-\d+, .*pod node-monitor-[a-z0-9]{5} Ready/)).toHaveCount(3);
  const bad = [
    'apiVersion: apps/v1',
    'kind: DaemonSet',
    'metadata:',
    '  name: other',
    'spec:',
    '  replicas: 3',
    '  selector:',
    '    matchLabels:',
    '      app: other',
    '  template:',
    '    metadata:',
    '      labels:',
    '        app: other',
    '    spec:',
    '      containers:',
    '      - name: app',
    '        image: nginx',
  ].join('\n');
  await replaceManifest(page, bad);
  await button(page, 'Apply').click();
  await expect(region(page, 'Editor')).toContainText('strict decoding error: unknown field "spec.replicas"');
  await expect(row(page, /pod other/)).toHaveCount(0);
  await expect(row(page, /^node-\d+, .*pod node-monitor-[a-z0-9]{5} Ready/)).toHaveCount(3);
  await expect(region(page, 'Editor')).toContainText('replicas: 3');
});

test('what is typed stands in the editor, blanks too, and the page’s keys leave it alone', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'empty' });
  const editor = region(page, 'Editor');
  await expect(editor.locator('.monaco-editor')).toBeVisible();
  await editor.getByRole('textbox').first().focus();
  await page.keyboard.type('# just a note, with J. and - keys', { delay: 5 });
  await expect(editor).toContainText('# just a note, with J. and - keys');
  await expect(button(page, 'Play')).toBeVisible();
  await expect(row(page, /^node-\d+, Ready/)).toHaveCount(3);
});

test('axe finds nothing on the start page and in a running cluster, in both themes', async ({ page }) => {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
    await expectAccessible(page);
    await button(page, 'Apply').click();
    await expectReadyPods(page, 3);
    for (const tab of ['Terminal', 'Events', 'Inspector'] as const) await openTab(page, tab);
    await expectAccessible(page);
  }
});

test('the timeline goes back to the empty cluster and forth again', async ({ page }) => {
  await openSandbox(page, { nodes: 3, seed: 1, preset: 'log-collector' });
  await button(page, 'Apply').click();
  await expectReadyPods(page, 3);
  await button(page, 'Pause').click();
  const slider = page.getByRole('slider', { name: 'Timeline' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(row(page, /pod log-collector/)).toHaveCount(0);
  await page.keyboard.press('End');
  await expectReadyPods(page, 3);
  await button(page, 'Step back').click();
  await button(page, 'Step forward').click();
  await expectReadyPods(page, 3);
});
