/** What can be done with several sessions at once. */
export type BulkKind = 'delete' | 'move' | 'place';

/** The act as confirmed: where to, unless they are deleted. No place = the place is removed. */
export type BulkAct =
  | { readonly kind: 'delete' }
  | { readonly kind: 'move'; readonly carId: string; readonly carName: string }
  | { readonly kind: 'place'; readonly placeId?: string };
