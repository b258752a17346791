import type { EngineContext } from '#lib/app/engine-source.ts';
import { homeClass } from '#lib/domain/home.ts';
import type { Place } from '#lib/domain/place.ts';
import { readSettings } from '#lib/domain/setting-rules.ts';
import { HOME, PUBLIC } from './flags.ts';
import type { SessionTable } from './session-table.ts';

const BITS = { home: HOME, public: PUBLIC, unknown: 0 } as const;

/** What places and settings say about sessions, answered once per place and label, not per row. */
export class PlaceLookup {
  readonly currency: string;
  /** Equal for two contexts that mean the same for all rows. */
  readonly signature: string;
  readonly #places: ReadonlyMap<string, Place>;
  readonly #aliases: readonly string[];
  readonly #ofPlace: (number | undefined)[] = [];
  readonly #ofLabel: number[] = [];

  constructor(context: EngineContext) {
    const { settings } = readSettings(context.settings);
    this.currency = settings.currency;
    this.#aliases = settings.homeAliases;
    this.#places = new Map(context.places.map((place) => [place.id, place]));
    this.signature = JSON.stringify([
      settings.currency,
      settings.homeAliases,
      context.places.map(({ id, name, isHome }) => [id, name, isHome]),
    ]);
  }

  /** The home and public bits of a row, by the codes of its place and label. */
  classBits(table: SessionTable, place: number, label: number): number {
    const known = this.#placeBits(table, place);
    if (known !== undefined) return known;
    let bits = this.#ofLabel[label];
    if (bits === undefined) {
      const placeLabel = label === 0 ? {} : { placeLabel: table.texts.labels.text(label) };
      bits = BITS[homeClass(placeLabel, this.#places, this.#aliases)];
      this.#ofLabel[label] = bits;
    }
    return bits;
  }

  /** The name under which a row's place is shown: the place's, else the label. */
  placeText(table: SessionTable, place: number, label: number): string {
    const name = place === 0 ? undefined : this.#places.get(table.texts.places.text(place))?.name;
    return name ?? table.texts.labels.text(label);
  }

  /** The name of an existing place, else empty. */
  placeName(id: string): string {
    return this.#places.get(id)?.name ?? '';
  }

  /** Absent when the row names no place that exists. */
  #placeBits(table: SessionTable, place: number): number | undefined {
    if (place === 0) return undefined;
    if (!(place in this.#ofPlace)) {
      const found = this.#places.get(table.texts.places.text(place));
      this.#ofPlace[place] = found && (found.isHome ? HOME : PUBLIC);
    }
    return this.#ofPlace[place];
  }
}
