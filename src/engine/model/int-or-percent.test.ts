import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowsSurge, scaledValue, surgeCount, unavailableCount } from './int-or-percent.ts';

const rolling = (rollingUpdate: object) => ({ type: 'RollingUpdate', rollingUpdate });

describe('numbers that may be percentages', () => {
  it.each([
    [1, [1, 1, 1, 1]],
    [3, [1, 1, 2, 2]],
    [5, [1, 2, 2, 3]],
    [10, [1, 3, 4, 5]],
    [11, [2, 3, 4, 6]],
  ])('§5.1 rounds maxUnavailable up for %i nodes', (desired, expected) => {
    const counts = ['10%', '25%', '34%', '50%'].map((maxUnavailable) =>
      unavailableCount(rolling({ maxUnavailable }), desired),
    );
    expect(counts).toEqual(expected);
  });

  it('§5.1 a plain number stays as it is, above the node count too', () => {
    expect(unavailableCount(rolling({ maxUnavailable: 7 }), 2)).toBe(7);
  });

  it('§5.1 other strategies and a missing rollingUpdate count 0', () => {
    expect(unavailableCount({ type: 'OnDelete', rollingUpdate: { maxUnavailable: 3 } }, 5)).toBe(0);
    expect(surgeCount({ type: 'RollingUpdate' }, 5)).toBe(0);
    expect(surgeCount(rolling({}), 5)).toBe(0);
  });

  it('§21.8 a rollingUpdate without maxUnavailable has skipped defaulting', () => {
    expect(() => unavailableCount(rolling({}), 5)).toThrow('nil value for IntOrString');
  });

  it('§5.1 any surge but none allows a second Pod; what cannot be read allows none', () => {
    expect(allowsSurge(rolling({ maxSurge: '1%' }))).toBe(true);
    expect(allowsSurge(rolling({ maxSurge: '0%' }))).toBe(false);
    expect(allowsSurge(rolling({ maxSurge: 'much' }))).toBe(false);
  });

  it.each([
    ['5', 'invalid value for IntOrString: invalid type: string is not a percentage'],
    ['x%', 'invalid value for IntOrString: invalid value "x%": strconv.Atoi: parsing "x": invalid syntax'],
    [
      '9223372036854775808%',
      'invalid value for IntOrString: invalid value "9223372036854775808%": strconv.Atoi: parsing "9223372036854775808": value out of range',
    ],
  ])('§7.4 refuses %s', (text, message) => {
    expect(() => scaledValue(text, 3, true)).toThrow(message);
  });

  it('§5.1 a small negative share rounded up is 0, not minus 0', () => {
    expect(Object.is(scaledValue('-10%', 3, true), 0)).toBe(true);
  });

  it('§5.1 rounding up and down differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 15_000 }), (percent, total) => {
        const down = scaledValue(`${percent}%`, total, false);
        const up = scaledValue(`${percent}%`, total, true);
        expect(up - down).toBe((percent * total) % 100 === 0 ? 0 : 1);
      }),
    );
  });
});
