import { isLocalDate } from '#lib/domain/civil-date.ts';
import { SORT_KEYS, type SessionQuery, type SortKey } from '#lib/worker/api.ts';

export type { SessionQuery };

/** The sheets of the session list that have an address of their own. */
export const LIST_PANELS = ['filters', 'export'] as const;
export type ListPanel = (typeof LIST_PANELS)[number];

const CURRENTS = ['AC', 'DC', 'unknown'] as const;
const HOME_CLASSES = ['home', 'public', 'unknown'] as const;

/** Dates, amounts and readings start with the greatest, names with A. */
const defaultDescending = (sort: SortKey): boolean => sort !== 'place';

/** The whole list as it opens: everything, newest first. */
export const WHOLE_LIST: SessionQuery = { sort: 'date', descending: true };

function oneOf<T extends string>(values: readonly T[], value: string | null): T | undefined {
  return values.find((known) => known === value);
}

function text(params: URLSearchParams, key: string): string | undefined {
  const value = params.get(key)?.trim();
  return value === '' ? undefined : value;
}

function date(params: URLSearchParams, key: string): string | undefined {
  const value = params.get(key);
  return isLocalDate(value) ? value : undefined;
}

/** Leaves out what is undefined, so that "no filter" is a missing key and nothing else. */
function present<T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}

/** The list an address asks for. What cannot be read does not narrow. */
export function readListAddress(params: URLSearchParams): {
  readonly query: SessionQuery;
  readonly panel?: ListPanel;
} {
  const sort = oneOf(SORT_KEYS, params.get('sort')) ?? 'date';
  const dir = oneOf(['asc', 'desc'] as const, params.get('dir'));
  const query = present<SessionQuery>({
    search: text(params, 'q'),
    from: date(params, 'from'),
    to: date(params, 'to'),
    carId: text(params, 'car'),
    current: oneOf(CURRENTS, params.get('type')),
    homeClass: oneOf(HOME_CLASSES, params.get('home')),
    network: text(params, 'network'),
    placeId: text(params, 'place'),
    free: params.get('free') === '1' ? true : undefined,
    toComplete: params.get('todo') === '1' ? true : undefined,
    sort,
    descending: dir === undefined ? defaultDescending(sort) : dir === 'desc',
  });
  const panel = oneOf(LIST_PANELS, params.get('panel'));
  return panel === undefined ? { query } : { query, panel };
}

/** The search part of the address, `?…`, or empty for the whole list. Defaults are left out. */
export function listAddress(query: SessionQuery, panel?: ListPanel): string {
  const params = new URLSearchParams();
  const put = (key: string, value: string | undefined) => {
    if (value !== undefined && value !== '') params.set(key, value);
  };
  put('q', query.search?.trim());
  put('from', query.from);
  put('to', query.to);
  put('car', query.carId);
  put('type', query.current);
  put('home', query.homeClass);
  put('network', query.network);
  put('place', query.placeId);
  put('free', query.free === true ? '1' : undefined);
  put('todo', query.toComplete === true ? '1' : undefined);
  put('sort', query.sort === 'date' ? undefined : query.sort);
  const isDefault = query.descending === defaultDescending(query.sort);
  put('dir', isDefault ? undefined : query.descending ? 'desc' : 'asc');
  put('panel', panel);
  const written = params.toString();
  return written === '' ? '' : `?${written}`;
}

/** How many filters narrow the list. A date range counts once; search and order do not count. */
export function countFilters(query: SessionQuery): number {
  const { from, to, carId, current, homeClass, network, placeId, free, toComplete } = query;
  const range = from ?? to;
  const others = [carId, current, homeClass, network, placeId, free, toComplete];
  return [range, ...others].filter((value) => value !== undefined && value !== false).length;
}

/** Whether anything, search included, keeps sessions out of the list. */
export function isNarrowed(query: SessionQuery): boolean {
  return countFilters(query) > 0 || query.search !== undefined;
}

/** The same order without any narrowing. */
export function withoutFilters({ sort, descending }: SessionQuery): SessionQuery {
  return { sort, descending };
}

/** Sorting by a column again turns it round; a new one starts with its usual direction. */
export function sortedBy(query: SessionQuery, sort: SortKey): SessionQuery {
  const descending = query.sort === sort ? !query.descending : defaultDescending(sort);
  return { ...query, sort, descending };
}

/** The same list with another search; none when it is empty. */
export function withSearch(query: SessionQuery, search: string): SessionQuery {
  return present<SessionQuery>({ ...query, search: search === '' ? undefined : search });
}
