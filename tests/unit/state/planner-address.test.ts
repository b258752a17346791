import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PLANNER_FIELDS,
  plannerAddress,
  type PlannerQuery,
  readPlannerAddress,
} from '#lib/state/planner-address.ts';

const read = (search: string) => readPlannerAddress(new URLSearchParams(search));

describe('address of a plan', () => {
  it('says nothing of what is usual', () => {
    expect(read('')).toEqual({ set: {} });
    expect(plannerAddress({ set: {} })).toBe('');
  });

  it('reads every parameter, in stored units', () => {
    expect(
      read(
        'car=c1&from=s1&soc=20&target=80&stop=55&dcW=50000&dcPrice=690000&fee=1000000&homeW=7163.5&homePrice=75000&acPrice=450000&customW=22000&maxDcS=1800&maxTotalS=36000&maxNights=2&customType=AC&day=2026-07-02&by=07:30',
      ),
    ).toEqual({
      carId: 'c1',
      fromId: 's1',
      set: {
        ...{ startSoc: 20, targetSoc: 80, stopSoc: 55 },
        ...{ dcChargerW: 50_000, dcPricePerKwhMicros: 690_000, dcSessionFeeMicros: 1_000_000 },
        ...{ homePowerW: 7163.5, homePricePerKwhMicros: 75_000, acPricePerKwhMicros: 450_000 },
        ...{ customW: 22_000, maxDcS: 1800, maxTotalS: 36_000, maxNights: 2 },
      },
      customCurrent: 'AC',
      departDate: '2026-07-02',
      departTime: '07:30',
    });
  });

  it('takes what cannot be read as not said', () => {
    expect(read('soc=&target=eighty&stop=-5&dcW=1e9&day=2026-02-30&by=25:00&customType=X')).toEqual(
      {
        set: {},
      },
    );
  });

  it('comes back as it was written', () => {
    const set = fc.dictionary(
      fc.constantFrom(...PLANNER_FIELDS),
      fc.nat({ max: 1_000_000_000 }).map((value) => value / 4),
    );
    const query: fc.Arbitrary<PlannerQuery> = fc
      .record({
        set: set.map((values) => ({ ...values })),
        carId: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        fromId: fc.option(fc.uuid(), { nil: undefined }),
        departTime: fc.option(fc.constantFrom('00:00', '23:59'), { nil: undefined }),
        customCurrent: fc.option(fc.constant('AC' as const), { nil: undefined }),
      })
      .map((all) => {
        const known = Object.entries(all).filter(([, value]) => value !== undefined);
        return Object.fromEntries(known) as unknown as PlannerQuery;
      });
    fc.assert(
      fc.property(query, (one) => {
        expect(read(plannerAddress(one))).toEqual(one);
      }),
    );
  });
});
