import type { Entity } from './entity.ts';

/** Somewhere a car is charged. Prices are micros of the currency in the settings. */
export interface Place extends Entity {
  readonly name: string;
  readonly isHome: boolean;
  /** Energy costs nothing here. */
  readonly isFree: boolean;
  readonly pricePerKwhMicros?: number;
  readonly pricePerMinuteMicros?: number;
  readonly sessionFeeMicros?: number;
  readonly network?: string;
  /** Both or neither. */
  readonly latitude?: number;
  readonly longitude?: number;
  readonly radiusM?: number;
  readonly timeZone?: string;
}
