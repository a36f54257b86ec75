import type { Estimate } from './statistics.ts';

/** Digits enough to compare, and no more. */
export function amount(value: number, unit = ''): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit && ` ${unit}`}`;
}

/** A median with its interval: `1.04 [0.98 – 1.11]`. */
export function interval({ median, low, high }: Estimate, unit = ''): string {
  return `${amount(median)} [${amount(low)} – ${amount(high)}]${unit && ` ${unit}`}`;
}

export const mebibyte = 1024 ** 2;
