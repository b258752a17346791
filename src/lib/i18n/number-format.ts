import { numberFormat } from './intl-cache.ts';

/** What an unknown value looks like; `Figure` speaks it as "unknown". */
export const UNKNOWN = '–';

/** Keeps a number and its unit on one line, and lets `Figure` find the unit. */
export const NBSP = '\u00a0';

export interface DecimalOptions {
  readonly min?: number;
  readonly max?: number;
  readonly grouping?: boolean;
  readonly sign?: 'negative' | 'exceptZero';
}

/**
 * A number in the locale's digits, rounded half away from zero.
 *
 * Numbers are handed over as text: `Intl` then rounds the decimal value that a person sees
 * (1.005 → 1.01) and not the binary one behind it.
 */
export function formatDecimal(locale: string, value: number, options: DecimalOptions = {}): string {
  const { min = 0, max = Math.max(min, 1), grouping = true, sign = 'negative' } = options;
  return numberFormat(locale, {
    minimumFractionDigits: min,
    maximumFractionDigits: max,
    useGrouping: grouping,
    signDisplay: sign,
    roundingMode: 'halfExpand',
  }).format(String(value) as `${number}`);
}
