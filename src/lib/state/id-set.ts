/** A set of ids that is never changed: ticking one makes another set. */
export type IdSet = ReadonlySet<string>;

export const idSet = (ids: Iterable<string> = []): IdSet => new Set(ids);

/** With the id if it was not in it, else without. */
export function toggled(ids: IdSet, id: string): IdSet {
  const others = [...ids].filter((other) => other !== id);
  return new Set(others.length < ids.size ? others : [...others, id]);
}
