import type { MergeField } from '#lib/domain/place-merge.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Done } from './facts.ts';

/** Two places that are one: `goneId` goes into `keepId`. */
export interface MergePlaces {
  readonly commandId: string;
  readonly keepId: string;
  readonly goneId: string;
  /** What the place that stays takes over from the one that goes. */
  readonly taken: readonly MergeField[];
}

/** How many rows a merge of places moves. */
export interface MergedPlaces {
  readonly place: Place;
  readonly sessions: number;
  readonly tariffs: number;
}

export interface PlaceCommands {
  savePlace(command: {
    commandId: string;
    id?: string;
    content: unknown;
  }): Promise<Result<Done<Place>>>;
  archivePlace(id: string, archived: boolean): Promise<Result<Done<Place>>>;
  /** Refused with `place/has_sessions` when somebody charged there. */
  deletePlace(id: string): Promise<Result<Done<number>>>;
  /**
   * Moves the sessions and tariffs of one place to another and the place to the trash. Frozen costs
   * stay as they are, also in naming the place whose price they came from. Refused with
   * `place/tariffs_overlap`, whose details name the tariff that stays (`kept`) and the one that
   * would come (`moved`).
   */
  mergePlaces(command: MergePlaces): Promise<Result<Done<MergedPlaces>>>;
}
