import type { Current, LiveCharge, Session } from '#lib/domain/session.ts';
import type { Result } from '#lib/domain/result.ts';
import type { SavedSession } from './app.ts';
import type { Done } from './facts.ts';

/** A charge that begins now. What is not known stays open. */
export interface StartCharge {
  readonly commandId: string;
  readonly carId: string;
  readonly placeId?: string;
  readonly placeLabel?: string;
  readonly network?: string;
  readonly current?: Current;
  readonly ratedPowerW?: number;
  /** The state of charge at the start. */
  readonly socFrom?: number;
  readonly targetSoc?: number;
  /** The price at the stall, when it is not the one that place or tariff say. */
  readonly pricePerKwhMicros?: number;
  /** The person has seen that the clock looks wrong and says that it is right. */
  readonly isClockRight?: boolean;
}

/** What the charger shows at the end. One of the figures is enough. */
export interface StopCharge {
  readonly commandId: string;
  readonly id: string;
  readonly energyWh?: number;
  readonly socTo?: number;
  readonly totalMicros?: number;
  /** Instants as the person gives them, needed where the clock cannot be trusted. */
  readonly startedAt?: number;
  readonly endedAt?: number;
}

/** What can be changed while a charge runs: a listed field is set, `undefined` clears it. */
export type LiveChanges = {
  readonly [K in 'placeId' | 'placeLabel' | 'current' | 'ratedPowerW']?: Session[K] | undefined;
} & {
  readonly [K in 'targetSoc' | 'pricePerKwhMicros']?: LiveCharge[K] | undefined;
};

/**
 * The charge that runs. All but `startCharge` fail with `live/not_charging` when it does not run
 * any more, and with `live/clock_changed` where this device's clock cannot tell when it is.
 */
export interface LiveCommands {
  /**
   * Fails with `live/already_charging` when the car charges (its details name the session as
   * `sessionId`), and with `live/clock` when the clock looks wrong.
   */
  startCharge(command: StartCharge): Promise<Result<Done<Session>>>;
  /** Notes a state of charge that was read off the display just now. */
  readSoc(id: string, soc: number): Promise<Result<Done<Session>>>;
  /** No power from now on; nothing changes when it is paused already. */
  pauseCharge(id: string): Promise<Result<Done<Session>>>;
  resumeCharge(id: string): Promise<Result<Done<Session>>>;
  changeLive(id: string, changes: LiveChanges): Promise<Result<Done<Session>>>;
  /** Ends the charge now, as a completed session whose cost is frozen like any other. */
  stopCharge(command: StopCharge): Promise<Result<Done<SavedSession>>>;
  /** Ends it as if it had not been. */
  cancelCharge(id: string): Promise<Result<Done<Session>>>;
}
