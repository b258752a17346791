import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFilters,
  isNarrowed,
  listAddress,
  readListAddress,
  sortedBy,
  WHOLE_LIST,
  withoutFilters,
} from '#lib/state/list-address.ts';
import { SORT_KEYS, type SessionQuery } from '#lib/worker/api.ts';

const read = (search: string) => readListAddress(new URLSearchParams(search));

describe('address of the session list', () => {
  it('opens the whole list, newest first, for an empty address', () => {
    expect(read('')).toEqual({ query: { sort: 'date', descending: true } });
    expect(listAddress(WHOLE_LIST)).toBe('');
  });

  it('reads every parameter', () => {
    expect(
      read(
        'q=tesco&from=2026-01-01&to=2026-01-31&car=c1&type=DC&home=public&network=Osprey&place=p1&free=1&todo=1&sort=cost&dir=asc&panel=filters',
      ),
    ).toEqual({
      query: {
        search: 'tesco',
        from: '2026-01-01',
        to: '2026-01-31',
        carId: 'c1',
        current: 'DC',
        homeClass: 'public',
        network: 'Osprey',
        placeId: 'p1',
        free: true,
        toComplete: true,
        sort: 'cost',
        descending: false,
      },
      panel: 'filters',
    });
  });

  it('passes over what it cannot read', () => {
    expect(
      read(
        'q=%20&from=2026-02-30&to=soon&type=XX&home=moon&free=yes&todo=0&sort=age&dir=up&panel=x',
      ),
    ).toEqual({ query: WHOLE_LIST });
  });

  it('starts names with A and everything else with the greatest', () => {
    expect(read('sort=place').query.descending).toBe(false);
    expect(read('sort=energy').query.descending).toBe(true);
    expect(sortedBy(WHOLE_LIST, 'place')).toEqual({ sort: 'place', descending: false });
    expect(sortedBy(WHOLE_LIST, 'date')).toEqual({ sort: 'date', descending: false });
  });

  it('counts a date range once and search not at all', () => {
    expect(countFilters(WHOLE_LIST)).toBe(0);
    expect(countFilters({ ...WHOLE_LIST, from: '2026-01-01', to: '2026-01-31' })).toBe(1);
    expect(countFilters({ ...WHOLE_LIST, to: '2026-01-31', free: true, search: 'x' })).toBe(2);
  });

  it('tells a narrowed list from the whole one', () => {
    expect(isNarrowed(WHOLE_LIST)).toBe(false);
    expect(isNarrowed({ ...WHOLE_LIST, search: 'x' })).toBe(true);
    const narrowed: SessionQuery = { sort: 'cost', descending: false, search: 'x', carId: 'c' };
    expect(withoutFilters(narrowed)).toEqual({ sort: 'cost', descending: false });
  });

  it('gives back what it was written from', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((word) => word.trim() === word && word !== '');
    const dates = fc.constantFrom('2024-02-29', '2026-01-01', '2026-12-31');
    const queries = fc.record(
      {
        search: words,
        from: dates,
        to: dates,
        carId: words,
        current: fc.constantFrom('AC' as const, 'DC' as const, 'unknown' as const),
        homeClass: fc.constantFrom('home' as const, 'public' as const, 'unknown' as const),
        network: words,
        placeId: words,
        free: fc.constant(true),
        toComplete: fc.constant(true),
        sort: fc.constantFrom(...SORT_KEYS),
        descending: fc.boolean(),
      },
      { requiredKeys: ['sort', 'descending'] },
    );
    fc.assert(
      fc.property(queries, (query) => {
        expect(read(listAddress(query, 'export'))).toEqual({ query, panel: 'export' });
      }),
    );
  });
});
