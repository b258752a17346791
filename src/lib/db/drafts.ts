import type { Draft, Drafts } from '#lib/app/ports.ts';
import type { DatabaseOwner } from './lifecycle.ts';

/** Unsaved form input, on the handle that does not wait for the disk. */
export function createDrafts(owner: DatabaseOwner): Drafts {
  return {
    read: (key) => owner.use(({ scratch }) => scratch.table<Draft, string>('drafts').get(key)),
    async write(draft) {
      await owner.use(({ scratch }) => scratch.table<Draft, string>('drafts').put(draft));
    },
    async remove(key) {
      await owner.use(({ scratch }) => scratch.table<Draft, string>('drafts').delete(key));
    },
  };
}
