import { describe, expect, it } from 'vitest';
import { MemoryBrowser, openScene, run } from '../../testing/memory-browser.ts';
import { importSession } from './import-session.ts';
import { readSessionFile, sessionFile } from './session-file.ts';

describe('a session as a file', () => {
  it('is the same session in another browser, beside those that are there', async () => {
    const session = await openScene(new MemoryBrowser().tab());
    await run(session, 'kubectl apply -f web.yaml');
    const kept = readSessionFile(sessionFile(session.keeper.session()).text);
    expect(kept?.inputs).toHaveLength(1);
    const browser = new MemoryBrowser();
    const tab = browser.tab();
    const own = await openScene(tab);
    await run(own, 'kubectl cordon node-1');
    await browser.settle();
    if (kept) await importSession(kept, tab);
    const opened = await openScene(tab);
    expect(opened.notices).toEqual([]);
    expect(opened.client.transcript()).toEqual(session.client.transcript());
    expect(opened.client.playback.state()).toMatchObject({ now: 0, head: session.client.playback.state().head });
    expect(await run(opened, 'kubectl get ds')).toContain('web');
    expect(browser.store.rows.size).toBe(2);
  });

  it.each(['', '{}', 'null', '[1]', '{"row": {"format": 1}, "inputs": []}'])('is not what %j holds', (text) => {
    expect(readSessionFile(text)).toBeUndefined();
  });
});
