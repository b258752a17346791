import type { Entity, LocalDate, WallTime } from './entity.ts';
import type { Current } from './session.ts';

export const TARIFF_KINDS = ['home', 'place'] as const;
export type TariffKind = (typeof TARIFF_KINDS)[number];

/** A price for certain weekdays and wall times; the first band that contains an instant holds. */
export interface TariffBand {
  readonly label: string;
  /** 1 = Monday … 7 = Sunday; absent = every day. */
  readonly days?: readonly number[];
  readonly from: WallTime;
  /** Exclusive; earlier than `from` runs over midnight; `24:00` is allowed. */
  readonly to: WallTime;
  readonly pricePerKwhMicros: number;
}

/** A dated price list. Both dates are inclusive; an absent `validTo` is open. */
export interface Tariff extends Entity {
  readonly name: string;
  readonly kind: TariffKind;
  readonly placeId?: string;
  /** Only for charges with this current; absent = for both. */
  readonly current?: Current;
  readonly currency: string;
  readonly timeZone: string;
  readonly validFrom: LocalDate;
  readonly validTo?: LocalDate;
  /** The price outside all bands; may be negative. */
  readonly pricePerKwhMicros: number;
  readonly bands?: readonly TariffBand[];
  readonly sessionFeeMicros?: number;
  readonly pricePerMinuteMicros?: number;
  /** The price when the time of day is unknown. */
  readonly untimedPricePerKwhMicros?: number;
}
