import type { Backups } from './backups-port.ts';
import { lazily } from './lazily.ts';

/** Backup and restore, of which only what shows their state is there from the first moment. */
export function lazyBackups(
  eager: Pick<Backups, 'watch' | 'targets' | 'passphrases'>,
  load: () => Promise<Backups>,
): Backups {
  const later = lazily(load);
  return new Proxy(later, {
    get: (rest, name) => Reflect.get(Object.hasOwn(eager, name) ? eager : rest, name) as unknown,
  });
}
