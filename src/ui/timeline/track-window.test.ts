import { describe, expect, it } from 'vitest';
import { around, axisOf, following, holds, panned, shareOf, timeAt, wholeOf, zoomed } from './track-window.ts';

const MINUTE = 60_000;
const whole = { from: 0, to: 30 * MINUTE };

describe('the window of the track', () => {
  it('shows at least 20 seconds, and all that is recorded with room to grow', () => {
    expect(wholeOf(0, 0)).toEqual({ from: 0, to: 20_000 });
    for (const newest of [19_000, 20_000, 45_000, 30 * MINUTE, 24 * 60 * MINUTE]) {
      const { from, to } = wholeOf(0, newest);
      expect(from).toBe(0);
      expect(to).toBeGreaterThanOrEqual(newest * 1.03);
      expect(to).toBeLessThanOrEqual(Math.max(20_000, newest * 1.31));
    }
  });

  it('stays the same over many moments, so that marks keep their places', () => {
    const sizes = new Set<number>();
    for (let newest = 0; newest <= 10 * MINUTE; newest += 16) sizes.add(wholeOf(0, newest).to);
    expect(sizes.size).toBeLessThan(20);
  });

  it('begins where the journal begins', () => {
    expect(wholeOf(41_000, 41_000)).toEqual({ from: 41_000, to: 61_000 });
  });

  it('zooms around a moment, which keeps its place', () => {
    const at = 10 * MINUTE;
    const closer = zoomed(whole, whole, 0.5, at);
    expect(closer).toEqual({ from: 5 * MINUTE, to: 20 * MINUTE });
    expect(closer && shareOf(closer, at)).toBeCloseTo(shareOf(whole, at));
  });

  it('never leaves the whole, and says so when it shows all again', () => {
    const end = zoomed(whole, whole, 0.1, 30 * MINUTE);
    expect(end?.to).toBe(30 * MINUTE);
    expect(end && zoomed(end, whole, 100, 0)).toBeUndefined();
    expect(end && panned(end, whole, 5 * MINUTE)).toEqual(end);
  });

  it('looks no closer than two seconds', () => {
    let window = whole;
    for (let i = 0; i < 50; i += 1) window = zoomed(window, whole, 0.5, MINUTE) ?? window;
    expect(window.to - window.from).toBe(2000);
    expect(holds(window, MINUTE)).toBe(true);
  });

  it('zooms around its middle when the playhead is elsewhere', () => {
    const window = { from: 10 * MINUTE, to: 20 * MINUTE };
    expect(zoomed(window, whole, 0.5, 0)).toEqual({ from: 12.5 * MINUTE, to: 17.5 * MINUTE });
  });

  it('turns the page when the playhead leaves it', () => {
    const window = { from: 10 * MINUTE, to: 11 * MINUTE };
    expect(following(window, whole, 10.5 * MINUTE)).toBe(window);
    const on = following(window, whole, 11 * MINUTE + 1);
    expect(on.to - on.from).toBe(MINUTE);
    expect(shareOf(on, 11 * MINUTE + 1)).toBeCloseTo(0.2, 3);
    expect(shareOf(following(on, whole, 5 * MINUTE), 5 * MINUTE)).toBeCloseTo(0.8, 3);
  });

  it('shows some moments with a margin', () => {
    const window = around(MINUTE, 2 * MINUTE, whole);
    expect(window).toEqual({ from: 48_000, to: 132_000 });
    expect(around(MINUTE, MINUTE, whole)).toEqual({ from: 59_000, to: 61_000 });
    expect(around(0, 29 * MINUTE, whole)).toBeUndefined();
  });

  it('names a share and its time both ways', () => {
    expect(timeAt(whole, shareOf(whole, 12_345))).toBeCloseTo(12_345);
  });

  it('has round moments on its axis, with room for their text', () => {
    expect(axisOf({ from: 0, to: 20_000 }, 500)).toEqual([0, 5000, 10_000, 15_000, 20_000]);
    for (const width of [160, 500, 1000]) {
      for (const span of [2000, 20_000, 90_000, 30 * MINUTE, 5 * 60 * MINUTE]) {
        const moments = axisOf({ from: 7_000, to: 7_000 + span }, width);
        expect(moments.length).toBeLessThanOrEqual(width / 76 + 1);
      }
    }
  });
});
