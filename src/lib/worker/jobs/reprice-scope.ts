import type { EngineContext } from '#lib/app/engine-source.ts';
import type { SessionFilter } from '#lib/app/facts.ts';
import { isTouchedBy } from '#lib/domain/repricing.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type { RepriceScope } from '#lib/worker/api.ts';

/** How the sessions of a scope are found: in the list first, then row by row. */
export interface ScopeSearch {
  readonly filter: SessionFilter;
  /** Absent: all of the list are looked at. */
  readonly ids?: ReadonlySet<string>;
  readonly isMeant: (session: Session) => boolean;
}

const all = (): boolean => true;

/** Fails as `tariff/unknown` or `place/unknown` when what it names is gone. */
export function repriceScope(
  scope: RepriceScope,
  { tariffs, places }: Pick<EngineContext, 'tariffs' | 'places'>,
): Result<ScopeSearch> {
  switch (scope.kind) {
    case 'sessions':
      return ok({ filter: {}, ids: new Set(scope.ids), isMeant: all });
    case 'unknown':
      // To complete is also what lacks something else.
      return ok({ filter: { toComplete: true }, isMeant: ({ cost }) => cost === undefined });
    case 'place': {
      const { placeId } = scope;
      const isThere = places.some(({ id }) => id === placeId);
      return isThere ? ok({ filter: { placeId }, isMeant: all }) : fail('place/unknown');
    }
    case 'tariff': {
      const tariff = tariffs.find(({ id }) => id === scope.tariffId);
      if (!tariff) return fail('tariff/unknown');
      const isMeant = (session: Session): boolean => isTouchedBy(tariff, session);
      return ok({ filter: filterOf(tariff), isMeant });
    }
  }
}

function filterOf({ placeId }: Tariff): SessionFilter {
  return placeId === undefined ? { homeClass: 'home' } : { placeId };
}
