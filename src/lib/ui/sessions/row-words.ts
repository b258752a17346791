import type { Session } from '#lib/domain/session.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { SessionNames } from '#lib/state/session-naming.ts';
import { durationOf, priceOf } from './session-figures.ts';
import type { TextColumn } from './table-columns.ts';

/** A row in words. Empty texts are not shown. */
export interface RowWords {
  readonly isHome: boolean;
  readonly current: '' | 'AC' | 'DC';
  /** Without the year, which stands in the heading of the month. */
  readonly weekday: string;
  readonly cells: Readonly<Record<TextColumn, string>>;
  /** What the eye gets from signs and dashes. */
  readonly spoken: string;
}

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
  spoken: '',
};

/** Puts rows into words, once each: scrolling back and forth formats nothing again. */
export class RowWriter {
  readonly #names: SessionNames;
  readonly #i18n: Pick<I18n, 'f' | 't'>;
  readonly #written = new WeakMap<Session, RowWords>();

  constructor(names: SessionNames, { f, t }: Pick<I18n, 'f' | 't'>) {
    this.#names = names;
    this.#i18n = { f, t };
  }

  wordsOf(session: Session): RowWords {
    const known = this.#written.get(session);
    if (known) return known;
    const words = this.#write(session);
    this.#written.set(session, words);
    return words;
  }

  #write(session: Session): RowWords {
    const { f, t } = this.#i18n;
    const where = this.#names.whereOf(session);
    const total = this.#names.totalOf(session);
    const price = priceOf(session, total);
    const isHome = where.homeClass === 'home';
    const { current } = session;
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
      spoken: spoken.filter(Boolean).join(', '),
    };
  }
}
