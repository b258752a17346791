import type { Draft } from './report.ts';

/**
 * A draft as one flat object, as reports hold it. Fields of our own exact file keep their names;
 * `source` and `provenance` of foreign files are the profile's and left out.
 */
export function draftJson(draft: Draft): Record<string, unknown> {
  const { row, importKey, sourceCar, sourceUser, content, own } = draft;
  const { source, provenance, ...rest } = content;
  return {
    row,
    ...(importKey !== undefined && { importKey }),
    ...(sourceCar !== undefined && { sourceCar }),
    ...(sourceUser !== undefined && { sourceUser }),
    ...own?.more,
    ...rest,
    ...(own && {
      id: own.id,
      carId: own.carId,
      createdAt: own.createdAt,
      updatedAt: own.updatedAt,
      ...(source !== undefined && { source }),
      ...(provenance && { provenance }),
    }),
  };
}
