/** A session outlives its page: reload, crash, a second tab; and where the browser keeps nothing, the page says so. */
import type { BrowserContext, FileChooser, Page } from '@playwright/test';
import { button, cluster, expect, expectAccessible, kubectl, openSandbox, region, row, test } from './support/page.ts';

const SCENE = { nodes: 3, seed: 1, preset: 'log-collector' } as const;
const ADDRESS = '/#/sandbox?nodes=3&seed=1&preset=log-collector';

const slider = (page: Page) => page.getByRole('slider', { name: 'Timeline' });
const log = (page: Page) => region(page, 'Terminal').getByRole('log');
const readyPods = (page: Page) => row(page, /^node-\d+, .*pod log-collector-[a-z0-9]{5} Ready/);

async function applied(page: Page): Promise<void> {
  await kubectl(page, 'kubectl apply -f log-collector.yaml');
  await expect(readyPods(page)).toHaveCount(3);
}

/** What the cluster shows, row by row. */
const rows = (page: Page): Promise<readonly (string | null)[]> =>
  cluster(page)
    .getByRole('row')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));

/** Waits until the browser holds so many inputs. */
async function expectKept(page: Page, inputs: number): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise<number>((answer) => {
            const opening = indexedDB.open('daemonset-playground');
            opening.onsuccess = () => {
              const range = opening.result.transaction('rows').objectStore('rows').getAllKeys();
              range.onsuccess = () => {
                opening.result.close();
                answer(range.result.filter((key) => (key as string[])[1] === 'input').length);
              };
            };
          }),
      ),
    )
    .toBe(inputs);
}

/** Overwrites every row of a store that `[session, part, number]` or the session's id leads to. */
async function overwrite(page: Page, store: 'sessions' | 'rows', part: string, number: number): Promise<void> {
  await page.evaluate(
    ([name, wantedPart, wantedNumber]) =>
      new Promise<void>((done) => {
        const opening = indexedDB.open('daemonset-playground');
        opening.onsuccess = () => {
          const tx = opening.result.transaction(name, 'readwrite');
          const keys = tx.objectStore(name).getAllKeys();
          keys.onsuccess = () => {
            for (const key of keys.result) {
              const [, itsPart, itsNumber] = Array.isArray(key) ? key : [key, wantedPart, wantedNumber];
              if (itsPart === wantedPart && itsNumber === wantedNumber) tx.objectStore(name).put('rubbish', key);
            }
          };
          tx.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
    [store, part, number] as const,
  );
}

test('after a reload all is there: Pods, moment, transcript, editor text; what waited was interrupted', async ({
  page,
}) => {
  await openSandbox(page, SCENE);
  await applied(page);
  await kubectl(page, 'kubectl taint node node-3 dedicated=db:NoExecute');
  await expect(readyPods(page)).toHaveCount(2);
  await kubectl(page, 'kubectl wait node node-1 --for=condition=Never --timeout=1h');
  await button(page, 'Pause').click();
  const editor = region(page, 'Editor').getByRole('textbox').first();
  await editor.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('# mine');
  await slider(page).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  const moment = await slider(page).getAttribute('aria-valuenow');
  const newest = await slider(page).getAttribute('aria-valuemax');
  const shown = await rows(page);
  await page.reload();
  await expect(cluster(page)).toBeVisible();
  await expect(slider(page)).toHaveAttribute('aria-valuenow', moment ?? '');
  await expect(slider(page)).toHaveAttribute('aria-valuemax', newest ?? '');
  expect(await rows(page)).toEqual(shown);
  await expect(button(page, 'Play')).toBeVisible();
  await expect(region(page, 'Editor')).toContainText('# mine');
  await expect(log(page)).toContainText('daemonset.apps/log-collector created');
  await expect(log(page)).toContainText('The page was loaded again, which interrupted “kubectl wait node node-1');
  await slider(page).press('End');
  await expect(readyPods(page)).toHaveCount(2);
  await kubectl(page, 'kubectl taint node node-3 dedicated-');
  await expect(readyPods(page)).toHaveCount(3);
});

test('what was done in the past is there again with its branches, and another reload changes nothing', async ({
  page,
}) => {
  await openSandbox(page, SCENE);
  await applied(page);
  await slider(page).press('Home');
  await kubectl(page, 'kubectl label node node-1 disk=ssd');
  await expect(log(page)).toContainText('Another future begins');
  await applied(page);
  await button(page, 'Pause').click();
  const shown = await rows(page);
  for (let i = 0; i < 2; i += 1) {
    await page.reload();
    await expect(readyPods(page)).toHaveCount(3);
    expect(await rows(page)).toEqual(shown);
    await expect(log(page)).toContainText('Another future begins');
    await expect(log(page).locator('.undone')).toHaveCount(1);
  }
  await button(page, 'Return to branch A').click();
  await expect(button(page, 'Return to branch B')).toBeVisible();
  await page.reload();
  await expect(button(page, 'Return to branch B')).toBeVisible();
  await expect(button(page, 'Return to branch A')).toHaveCount(0);
});

/** As when the browser kills the page: no event tells it so. */
async function crash(page: Page, context: BrowserContext): Promise<Page> {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  return context.newPage();
}

test('after a crash all but the last moment is there', async ({ page, context }) => {
  await openSandbox(page, SCENE);
  await applied(page);
  await kubectl(page, 'kubectl taint node node-3 dedicated=db:NoExecute');
  await expect(readyPods(page)).toHaveCount(2);
  await expectKept(page, 2);
  const next = await crash(page, context);
  await next.goto(ADDRESS);
  await expect(cluster(next)).toBeVisible();
  await expect(log(next)).toContainText('daemonset.apps/log-collector created');
  await slider(next).press('End');
  await button(next, 'Play').click();
  await expect(readyPods(next)).toHaveCount(2);
  await expect(row(next, /^node-3, .*1 taint/)).toHaveCount(1);
});

test('a second tab of the same address has a session of its own', async ({ page, context }) => {
  await openSandbox(page, SCENE);
  await applied(page);
  await expectKept(page, 1);
  const second = await context.newPage();
  await second.goto(ADDRESS);
  await expect(second.getByText('Another tab has the session of this address.')).toBeVisible();
  await expect(readyPods(second)).toHaveCount(0);
  await kubectl(second, 'kubectl cordon node-1');
  await expect(log(second)).toContainText('node/node-1 cordoned');
  await expectKept(second, 2);
  await second.reload();
  await expect(log(second)).toContainText('node/node-1 cordoned');
  await expect(readyPods(second)).toHaveCount(0);
  await page.reload();
  await expect(log(page)).not.toContainText('cordoned');
  await button(page, 'Play').click();
  await expect(readyPods(page)).toHaveCount(3);
});

test('a new session can be taken back until something is done in it', async ({ page }) => {
  await openSandbox(page, SCENE);
  await applied(page);
  await button(page, 'New session').click();
  await expect(readyPods(page)).toHaveCount(0);
  await expect(log(page)).not.toContainText('created');
  await button(page, 'Back to it').click();
  await expect(readyPods(page)).toHaveCount(3);
  await button(page, 'New session').click();
  await expect(readyPods(page)).toHaveCount(0);
  await expectAccessible(page);
  await kubectl(page, 'kubectl cordon node-1');
  await expect(button(page, 'Back to it')).toHaveCount(0);
  await expectKept(page, 1);
  await page.reload();
  await expect(log(page)).toContainText('node/node-1 cordoned');
  await expect(readyPods(page)).toHaveCount(0);
});

test('where the browser keeps nothing the page works, says so, and hands the session out', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await openSandbox(page, SCENE);
  await expect(page.getByText('Saved for this tab only: the browser keeps nothing for this page.')).toBeVisible();
  await applied(page);
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download').click()]);
  expect(download.suggestedFilename()).toMatch(/^daemonset-sandbox-3-1-log-collector-.*\.json$/);
  await expectAccessible(page);
});

test('a session is handed out as a file, and opened from it in another browser', async ({ page, browser }) => {
  await openSandbox(page, SCENE);
  await applied(page);
  await button(page, 'Pause').click();
  const shown = await rows(page);
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download this session').click()]);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(new URL('/', page.url()).href);
  await expect(cluster(other)).toBeVisible();
  const choose = async (file: Parameters<FileChooser['setFiles']>[0]): Promise<void> => {
    const [chooser] = await Promise.all([
      other.waitForEvent('filechooser'),
      button(other, 'Open a session from a file').click(),
    ]);
    await chooser.setFiles(file);
  };
  await choose({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"row": 1}') });
  await expect(other.getByText('“notes.json” was not opened: it holds no session of this version.')).toBeVisible();
  await choose(await download.path());
  await expect(readyPods(other)).toHaveCount(3);
  expect(await rows(other)).toEqual(shown);
  await expect(log(other)).toContainText('daemonset.apps/log-collector created');
  await context.close();
});

test('when storage is full nothing is lost in the tab, and it is kept once there is room', async ({ page }) => {
  await page.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...row: Parameters<typeof put>) {
      if (!document.documentElement.hasAttribute('data-room')) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, row);
    };
  });
  await openSandbox(page, SCENE);
  await applied(page);
  const notice = page.getByText('Saved for this tab only: the browser’s storage is full.');
  await expect(notice).toBeVisible();
  await page.evaluate(() => document.documentElement.setAttribute('data-room', ''));
  await kubectl(page, 'kubectl cordon node-1');
  await expect(notice).toHaveCount(0);
  await expectKept(page, 2);
});

test('a row that was damaged costs what came after it, and a damaged session only itself', async ({ page }) => {
  await openSandbox(page, SCENE);
  await applied(page);
  await kubectl(page, 'kubectl cordon node-1');
  await expectKept(page, 2);
  await overwrite(page, 'rows', 'input', 1);
  await page.reload();
  await expect(page.getByText('A part of this session could not be read; kept up to 0:')).toBeVisible();
  await button(page, 'Play').click();
  await expect(readyPods(page)).toHaveCount(3);
  await expect(row(page, /^node-1, .*[Cc]ordoned/)).toHaveCount(0);
  await kubectl(page, 'kubectl label node node-1 disk=ssd');
  await expectKept(page, 2);
  await page.goto('about:blank');
  await page.goto('/#/sandbox?nodes=2');
  await expect(cluster(page)).toBeVisible();
  await overwrite(page, 'sessions', '', 0);
  await page.goto('about:blank');
  await page.goto(ADDRESS);
  await expect(page.getByText('A session of before could not be read, and was dropped.')).toBeVisible();
  await expect(readyPods(page)).toHaveCount(0);
  await applied(page);
});
