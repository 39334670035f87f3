/**
 * Resource quantities (`100m`, `64Mi`, `1e3`), as k8s.io/apimachinery/pkg/api/resource. Values are immutable.
 * Upstream keeps small numbers as int64 and others as decimals, and overflows differently in each; so does this.
 */
import type { QuantityText } from './meta.ts';
import {
  formatProblem,
  numericProblem,
  type QuantityFormat,
  readSuffix,
  splitQuantity,
  suffixProblem,
  writeSuffix,
} from './quantity-format.ts';

const maxInt64 = 2n ** 63n - 1n;
const int64 = (value: bigint) => BigInt.asIntN(64, value);
const isInt64 = (value: bigint) => int64(value) === value;
const pow10 = (exponent: number) => 10n ** BigInt(exponent);
const signOf = (value: bigint) => (value > 0n ? 1 : value < 0n ? -1 : 0);
const absolute = (value: bigint) => (value < 0n ? -value : value);

/** Raised for a text that is no quantity; the message is Kubernetes' own. */
export class QuantityError extends Error {}

/** The number unscaled × 10^scale at the wanted scale, rounded away from zero; `exact` is false when that lost digits. */
function rescale(unscaled: bigint, scale: number, wanted: number): { value: bigint; exact: boolean } {
  if (scale >= wanted) return { value: unscaled * pow10(scale - wanted), exact: true };
  const divisor = pow10(wanted - scale);
  const value = unscaled / divisor;
  if (value * divisor === unscaled) return { value, exact: true };
  return { value: value + (unscaled < 0n ? -1n : 1n), exact: false };
}

function removeFactors(value: bigint, base: bigint): { rest: bigint; times: number } {
  let rest = value;
  let times = 0;
  while (rest !== 0n && rest % base === 0n) {
    rest /= base;
    times += 1;
  }
  return { rest, times };
}

export class Quantity {
  private constructor(
    private readonly unscaled: bigint,
    /** The power of ten that `unscaled` counts. */
    private readonly scale: number,
    readonly format: QuantityFormat,
    /** Kept as a decimal of any size rather than as an int64. */
    private readonly decimal: boolean,
    /** The text as written, where that is canonical already. */
    private readonly text?: string,
  ) {}

  /** Throws QuantityError. */
  static parse(text: string): Quantity {
    const parts = splitQuantity(text);
    if (!parts) throw new QuantityError(formatProblem);
    const suffix = readSuffix(parts.suffix);
    if (!suffix) throw new QuantityError(suffixProblem);
    const { base, exponent, format } = suffix;
    const digits = parts.whole + parts.fraction;
    const decimalScale = (base === 10 ? exponent : 0) - parts.fraction.length;
    const spare =
      base === 10
        ? 18 - digits.length
        : parts.fraction === ''
          ? 15 - parts.whole.length - Math.floor((exponent * 3) / 10) - 1
          : -1;
    if (spare >= 0 && decimalScale >= -9) {
      const plain = BigInt(digits);
      const magnitude = base === 2 ? plain << BigInt(exponent) : plain;
      const canonical =
        base === 2 ? (plain & 7n) !== 0n : decimalScale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
      const signed = parts.negative ? -magnitude : magnitude;
      const asWritten = canonical || text === '0' ? text : undefined;
      return new Quantity(signed, decimalScale, format, false, asWritten);
    }
    if (!/[0-9]/.test(parts.value)) throw new QuantityError(numericProblem);
    const magnitude = base === 2 ? BigInt(digits) << BigInt(exponent) : BigInt(digits);
    return Quantity.fromDecimal(magnitude, decimalScale, format, parts.negative);
  }

  private static fromDecimal(magnitude: bigint, scale: number, format: QuantityFormat, negative: boolean): Quantity {
    // What is too small to represent counts as one nano: who asks for something gets something.
    let unscaled = magnitude === 0n ? 0n : rescale(magnitude, scale, -9).value;
    let unit = magnitude === 0n ? scale : -9;
    let shown = format;
    if (format === 'BinarySI' && unscaled !== 0n) {
      if (unscaled > maxInt64 * pow10(9)) {
        unscaled = maxInt64;
        unit = 0;
      } else if (unscaled < pow10(9)) shown = 'DecimalSI';
    }
    return new Quantity(negative ? -unscaled : unscaled, unit, shown, true);
  }

  get sign(): number {
    return signOf(this.unscaled);
  }

  /** The canonical text. */
  toString(): string {
    if (this.text !== undefined) return this.text;
    if (this.unscaled === 0n) return '0';
    if (this.format === 'BinarySI' && this.reaches(1024n)) {
      const whole = rescale(this.unscaled, this.scale, 0);
      if (whole.exact) {
        const { rest, times } = removeFactors(whole.value, 1024n);
        return `${rest}${writeSuffix(times * 10, 'BinarySI')}`;
      }
    }
    const { rest, times } = removeFactors(this.unscaled, 10n);
    const exponent = this.scale + times;
    const surplus = ((exponent % 3) + 3) % 3;
    // Fractions of a binary quantity would be lost: they show as decimals.
    const format = this.format === 'BinarySI' ? 'DecimalSI' : this.format;
    return `${rest * pow10(surplus)}${writeSuffix(exponent - surplus, format)}`;
  }

  private reaches(magnitude: bigint): boolean {
    const scale = Math.min(this.scale, 0);
    return absolute(rescale(this.unscaled, this.scale, scale).value) >= magnitude * pow10(-scale);
  }

  /** In whole units, rounded up as upstream does; beyond int64 it overflows in upstream's ways. */
  value(): bigint {
    return this.scaledValue(0);
  }

  /** In thousandths, rounded up. */
  milliValue(): bigint {
    return this.scaledValue(-3);
  }

  private scaledValue(wanted: number): bigint {
    if (!this.decimal) {
      if (this.scale < wanted) return rescale(this.unscaled, this.scale, wanted).value;
      if (this.unscaled === 0n) return 0n;
      const value = this.unscaled * pow10(this.scale - wanted);
      return isInt64(value) ? value : 0n;
    }
    const surplus = wanted - this.scale;
    if (surplus <= 0) {
      const factor = -surplus > 18 ? -(2n ** 63n) : pow10(-surplus);
      return int64(int64(this.unscaled) * factor);
    }
    const divisor = pow10(surplus);
    if (this.unscaled < maxInt64 && surplus < 19) {
      const low = int64(this.unscaled);
      return low / divisor + (low % divisor === 0n ? 0n : 1n);
    }
    const floor = this.unscaled / divisor - (this.unscaled < 0n && this.unscaled % divisor !== 0n ? 1n : 0n);
    return int64(int64(floor) + (this.unscaled % divisor === 0n ? 0n : 1n));
  }

  /** -1, 0 or 1. */
  cmp(other: Quantity): number {
    if (this.sign !== other.sign) return this.sign < other.sign ? -1 : 1;
    if (this.unscaled === 0n) return 0;
    const scale = Math.min(this.scale, other.scale);
    const left = this.unscaled * pow10(this.scale - scale);
    const right = other.unscaled * pow10(other.scale - scale);
    return left === right ? 0 : left < right ? -1 : 1;
  }

  /** The sum, in this one's format, or the other's when this is zero. */
  add(other: Quantity): Quantity {
    return this.plus(other, other.unscaled);
  }

  /** The difference, in this one's format, or the other's when this is zero. */
  sub(other: Quantity): Quantity {
    return this.plus(other, -other.unscaled);
  }

  private plus(other: Quantity, amount: bigint): Quantity {
    const format = this.unscaled === 0n ? other.format : this.format;
    const small = !this.decimal && !other.decimal;
    if (small && amount === 0n) return new Quantity(this.unscaled, this.scale, format, false);
    if (small && this.unscaled === 0n) return new Quantity(amount, other.scale, format, false);
    const scale = Math.min(this.scale, other.scale);
    const sum = this.unscaled * pow10(this.scale - scale) + amount * pow10(other.scale - scale);
    return new Quantity(sum, scale, format, !small || !isInt64(sum));
  }

  /** The same amount, in whole units, written as `other` is. */
  writtenLike(other: Quantity): Quantity {
    return this.format === other.format ? this : new Quantity(this.value(), 0, other.format, false);
  }

  /** Rounded away from zero to a multiple of 10^scale; the same object when nothing is lost. */
  roundUp(scale: number): Quantity {
    if (this.scale >= scale) return this;
    const rounded = rescale(this.unscaled, this.scale, scale);
    return rounded.exact ? this : new Quantity(rounded.value, scale, this.format, this.decimal);
  }
}

/** The API server's message for a text that is no quantity. */
export function quantityProblem(text: string): string | undefined {
  try {
    Quantity.parse(text);
    return undefined;
  } catch (error) {
    if (error instanceof QuantityError) return error.message;
    throw error;
  }
}

// The scheduler asks for the same few texts per pod and node; the bound only guards against a flood of different ones.
const cacheSize = 4096;
const milliCache = new Map<QuantityText, number>();
const valueCache = new Map<QuantityText, number>();

function cached(cache: Map<QuantityText, number>, text: QuantityText, compute: (q: Quantity) => bigint): number {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const result = Number(compute(Quantity.parse(String(text))));
  if (cache.size >= cacheSize) cache.clear();
  cache.set(text, result);
  return result;
}

/** The quantity in thousandths (milli-CPU), rounded up. Throws QuantityError. */
export function milliOf(text: QuantityText): number {
  return cached(milliCache, text, (quantity) => quantity.milliValue());
}

/** The quantity in whole units (bytes, pods), rounded up. Throws QuantityError. */
export function valueOfQuantity(text: QuantityText): number {
  return cached(valueCache, text, (quantity) => quantity.value());
}
