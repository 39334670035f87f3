/** What every end-to-end spec begins with: `import { expect, test } from './support/page.ts'`. */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

export { expect };

/** The page of these tests; its spec fails when the page logs an error, throws, or asks another origin for something. */
export const test = base.extend({
  page: async ({ page, context, baseURL }, use) => {
    const complaints: string[] = [];
    const own = new URL(baseURL ?? '').host;
    const isForeign = (address: string): boolean => {
      const { protocol, host } = new URL(address);
      return !['data:', 'blob:', 'about:'].includes(protocol) && host !== own;
    };
    // The context's events also cover workers, and pages that a spec opens beside the first.
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`console error: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (thrown) => complaints.push(`page error: ${thrown.error().message}`));
    context.on('request', (request) => {
      if (isForeign(request.url())) complaints.push(`foreign request: ${request.url()}`);
    });
    page.on('websocket', (socket) => {
      if (isForeign(socket.url())) complaints.push(`foreign socket: ${socket.url()}`);
    });
    await use(page);
    expect(complaints, 'complaints of the page').toEqual([]);
  },
});

/** What the sandbox's address can say; the rest is the page's default. */
export interface SandboxOptions {
  readonly nodes?: number;
  readonly seed?: number;
  readonly preset?: string;
}

/** Opens a route such as `/learn/L1` as a first visit does, even when only the fragment differs from the one shown. */
export async function open(page: Page, route: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`/#${route}`);
}

/** Opens the sandbox and waits until its cluster is shown. */
export async function openSandbox(page: Page, options: SandboxOptions = {}): Promise<void> {
  const query = new URLSearchParams(Object.entries(options).map(([key, value]) => [key, String(value)]));
  await open(page, `/sandbox?${query}`);
  await expect(cluster(page)).toBeVisible();
}

/** A region by its accessible name: `Editor`, `Cluster`, `Timeline`, `Terminal`, `Events`, `Inspector`, `Why`. */
export function region(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** The treegrid that holds all the picture shows. */
export function cluster(page: Page): Locator {
  return page.getByRole('treegrid', { name: 'Cluster' });
}

/** Rows of DaemonSets, nodes and pods by accessible name: `/^node-3, Ready/`. */
export function row(page: Page, name: RegExp): Locator {
  return cluster(page).getByRole('row', { name });
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** Opens a tab of the dock and answers its region. */
export async function openTab(page: Page, name: 'Terminal' | 'Events' | 'Inspector' | 'Why'): Promise<Locator> {
  const tab = page.getByRole('tab', { name, exact: true });
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  await expect(region(page, name)).toBeVisible();
  return region(page, name);
}

/** Types one line into the terminal, which is opened if need be. */
export async function kubectl(page: Page, line: string): Promise<Locator> {
  const terminal = await openTab(page, 'Terminal');
  const box = page.getByRole('textbox', { name: 'kubectl command' });
  await box.fill(line);
  await box.press('Enter');
  return terminal;
}

/** Fails with the rule and the elements of every WCAG 2.2 A and AA violation that axe finds. */
export async function expectAccessible(page: Page): Promise<void> {
  // Colours in the middle of a change of theme are nobody's.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  expect(found).toEqual([]);
}
