import type { ChipTone, ShownChip } from '#lib/domain/metrics/session-metrics.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import { NBSP } from '#lib/i18n/number-format.ts';
import type { ListRow } from '#lib/state/row-pages.ts';
import type { SessionNames } from '#lib/state/session-naming.ts';
import { chipSpoken, chipText } from '#lib/ui/session/chip-words.ts';
import { durationOf, priceOf } from './session-figures.ts';
import type { TextColumn } from './table-columns.ts';

/** A chip in words. */
interface RowChip {
  readonly text: string;
  readonly tone: ChipTone;
  /** An estimate. */
  readonly faded: boolean;
}

/** A row in words. Empty texts are not shown. */
export interface RowWords {
  readonly isHome: boolean;
  readonly current: '' | 'AC' | 'DC';
  /** Without the year, which stands in the heading of the month. */
  readonly weekday: string;
  readonly cells: Readonly<Record<TextColumn, string>>;
  /** The most telling first. */
  readonly chips: readonly RowChip[];
  readonly chipsSpoken: string;
  /** What the eye gets from signs and dashes. */
  readonly spoken: string;
}

/** So many fit into a row. */
export const MOST_CHIPS = 3;

/** A row that is on its way. */
export const WAITING: RowWords = {
  isHome: false,
  current: '',
  weekday: '',
  cells: {
    date: '',
    place: '',
    car: '',
    type: '',
    energy: '',
    cost: '',
    price: '',
    soc: '',
    odometer: '',
    duration: '',
  },
  chips: [],
  chipsSpoken: '',
  spoken: '',
};

/** Puts rows into words, once each: scrolling back and forth formats nothing again. */
export class RowWriter {
  readonly #names: SessionNames;
  readonly #i18n: Pick<I18n, 'f' | 't'>;
  readonly #written = new WeakMap<ListRow, RowWords>();

  constructor(names: SessionNames, { f, t }: Pick<I18n, 'f' | 't'>) {
    this.#names = names;
    this.#i18n = { f, t };
  }

  wordsOf(row: ListRow): RowWords {
    const known = this.#written.get(row);
    if (known) return known;
    const words = this.#write(row);
    this.#written.set(row, words);
    return words;
  }

  #write({ session, chips }: ListRow): RowWords {
    const { f, t } = this.#i18n;
    const where = this.#names.whereOf(session);
    const total = this.#names.totalOf(session);
    const price = priceOf(session, total);
    const isHome = where.homeClass === 'home';
    const { current } = session;
    const shown = chips.slice(0, MOST_CHIPS);
    const spoken = [
      isHome ? t.frame.homeCharging : '',
      current === undefined ? '' : current === 'AC' ? t.frame.acLong : t.frame.dcLong,
      session.energyWh === undefined ? `${t.sessions.energy}: ${t.frame.unknown}` : '',
      total === undefined ? `${t.sessions.cost}: ${t.frame.unknown}` : '',
    ];
    return {
      isHome,
      current: current ?? '',
      weekday: f.weekdayDate(session.localDate),
      cells: {
        date: f.date(session.localDate),
        place: where.name ?? session.network ?? t.frame.unknownPlace,
        car: this.#names.carOf(session) ?? f.unknown,
        type: current ?? f.unknown,
        energy: f.energy(session.energyWh),
        cost: total?.micros === 0 ? t.frame.free : f.money(total?.micros, total?.currency),
        price: f.pricePerKwh(price?.micros, price?.currency),
        soc:
          session.socFrom === undefined && session.socTo === undefined
            ? f.unknown
            : f.socRange(session.socFrom, session.socTo),
        odometer: f.odometer(session.odometerM),
        duration: f.duration(durationOf(session)),
      },
      chips: shown.map((chip) => this.#chip(chip)),
      chipsSpoken: shown.map((chip) => `${chipSpoken(t, chip)}.`).join(' '),
      spoken: spoken.filter(Boolean).join(', '),
    };
  }

  #chip(chip: ShownChip): RowChip {
    const faded = chip.faded ?? false;
    const text = chipText(this.#i18n.t, chip);
    return { text: faded ? `≈${NBSP}${text}` : text, tone: chip.tone, faded };
  }
}
