import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { milliOf, Quantity, QuantityError, quantityProblem, valueOfQuantity } from './quantity.ts';

const shown = (text: string) => Quantity.parse(text).toString();

describe('§21.8 quantities', () => {
  it('§21.8 keeps simple input as written and makes the rest canonical', () => {
    expect(['+1', '1.', '00001Mi'].map(shown)).toEqual(['+1', '1.', '00001Mi']);
    expect(['0.5Ki', '1024Ki', '1000000', '1.5', '1E2'].map(shown)).toEqual(['512', '1Mi', '1M', '1500m', '100']);
  });

  it('§7.5 refuses with the text of its kind of mistake', () => {
    expect(quantityProblem('100x')).toMatch(/^quantities must match the regular expression/);
    expect(quantityProblem('')).toMatch(/^quantities must match/);
    expect(quantityProblem('1mm')).toBe("unable to parse quantity's suffix");
    expect(quantityProblem('e-12')).toBe('unable to parse numeric part of quantity');
    expect(quantityProblem('200Mi')).toBeUndefined();
  });

  it('§21.8 bounds exponents that could only exhaust memory', () => {
    expect(() => Quantity.parse('1e999999999')).toThrow(QuantityError);
    expect(shown('1E400')).toBe('10e399');
  });

  it('§12 rounds up to whole thousandths and units', () => {
    expect(milliOf('0.1m')).toBe(1);
    expect(milliOf('1500m')).toBe(1500);
    expect(valueOfQuantity('1.5')).toBe(2);
    expect(valueOfQuantity('64Mi')).toBe(67108864);
    expect(milliOf(2)).toBe(2000);
  });

  it('§21.8 overflows where Go does', () => {
    expect(Quantity.parse('-11000Ti').value()).toBe(-1706864257n);
    expect(Quantity.parse('16Ei').toString()).toBe('9223372036854775807');
  });

  it('§7.1 rounds up to thousandths, keeping what is not finer', () => {
    const fine = Quantity.parse('100u');
    expect(fine.roundUp(-3).toString()).toBe('1m');
    const whole = Quantity.parse('64Mi');
    expect(whole.roundUp(-3)).toBe(whole);
  });

  it('§21.8 reads its own text back as the same amount', () => {
    const suffix = fc.constantFrom('', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-2', 'u', 'n');
    const text = fc.tuple(fc.integer({ min: -99999, max: 99999 }), fc.nat(999), suffix);
    fc.assert(
      fc.property(text, ([whole, fraction, unit]) => {
        const quantity = Quantity.parse(`${whole}.${fraction}${unit}`);
        expect(Quantity.parse(quantity.toString()).cmp(quantity)).toBe(0);
      }),
    );
  });

  it('§21.8 adds and subtracts without loss', () => {
    const amount = fc.constantFrom('0', '1', '100m', '64Mi', '-3', '1e3', '9223372036854775807', '5n', '7.3T');
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const [left, right] = [Quantity.parse(a), Quantity.parse(b)];
        expect(left.add(right).sub(right).cmp(left)).toBe(0);
        expect(left.cmp(right)).toBe(left.sub(right).sign);
      }),
    );
  });
});
