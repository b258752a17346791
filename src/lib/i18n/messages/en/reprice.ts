import type { UnknownCost } from '#lib/domain/pricing.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** Working costs out again. */
export const reprice = (f: Formatters) => {
  const many = (n: number) => f.plural(n, { one: '1 charge', other: `${f.count(n)} charges` });
  return {
    title: 'Re-price charges',
    button: 'Re-price',
    ofTariff: 'Re-price the charges it touches',
    ofTariffHint:
      'A changed price holds for new charges only. Those already logged keep their cost until you re-price them.',
    ofPlace: 'Re-price the charges here',
    ofPlaceHint: 'A changed price holds for new charges only.',
    ofUnknown: 'Derive unknown costs',
    ofUnknownBody: 'Works out the cost of charges without one, by your places and tariffs.',

    about: {
      sessions: (n: number) => `${many(n)} you selected`,
      tariff: (name: string) => `Charges of the tariff ${name}`,
      place: (name: string) => `Charges at ${name}`,
      unknown: 'Charges without a cost',
    },
    looking: 'Working out the costs',
    writing: 'Writing the costs',
    undoing: 'Taking it back',
    progress: (done: number, total: number) => `${f.count(done)} of ${f.count(total)}`,

    nothingChosen: 'No charges chosen',
    nothingChosenBody: 'Select charges in Sessions, or begin with those that have no cost.',
    toSessions: 'Sessions',
    nobody: 'No charges here',
    nobodyBody: 'There is nothing to work out again.',
    nothing: 'Every cost would stay as it is',
    nothingBody: 'Your places and tariffs give the same costs again.',
    lookAgain: 'Look again',

    sums: 'What it comes to',
    before: 'Now',
    after: 'New',
    difference: 'Difference',
    sumsNote: 'Of the charges below. A charge without a cost counts nothing.',
    changing: 'Changes',
    changingHint: 'Take the tick away from a charge that is to stay as it is.',
    what: 'Charge',
    use: (what: string) => `Re-price ${what}`,
    showMore: (n: number) => `Show ${f.count(n)} more`,
    losing: (n: number) =>
      f.plural(n, {
        one: '1 charge would lose its cost: nothing prices it any more.',
        other: `${f.count(n)} charges would lose their cost: nothing prices them any more.`,
      }),
    keepLosing: 'Let them keep the cost they have',

    stays: 'Stays as it is',
    typed: (n: number) =>
      f.plural(n, { one: '1 kept as typed', other: `${f.count(n)} kept as typed` }),
    same: (n: number) =>
      f.plural(n, { one: '1 comes out the same', other: `${f.count(n)} come out the same` }),
    unpriced: (n: number) =>
      f.plural(n, { one: '1 stays without a cost', other: `${f.count(n)} stay without a cost` }),
    leftOut: (n: number) =>
      f.plural(n, { one: '1 left out by you', other: `${f.count(n)} left out by you` }),
    why: 'Why',
    unpricedTitle: 'Still without a cost',
    unknown: {
      no_energy: 'The energy is not known',
      no_price: 'No price or tariff applies',
      time_unknown: 'The price depends on the time, which is not known',
      no_valid_tariff: 'No tariff covers the whole charge',
    } satisfies Readonly<Record<UnknownCost, string>>,

    confirm: (n: number) => `Re-price ${many(n)}`,
    confirmNone: 'Nothing to re-price',
    done: (n: number) => `${many(n)} re-priced`,
    doneBody: 'Costs you typed were not touched.',
    undo: 'Undo this re-pricing',
    undone: (n: number) =>
      f.plural(n, { one: '1 cost as before', other: `${f.count(n)} costs as before` }),
    undoneKept: (n: number) =>
      f.plural(n, {
        one: '1 was changed since and stays',
        other: `${f.count(n)} were changed since and stay`,
      }),
  };
};
