import type { SecretKeeper } from '#lib/app/ports.ts';
import { makeDynamicHandle, type DatabaseEngine } from './handle.ts';
import { peek } from './peek.ts';

/** Apart from the facts: it is no part of them, and goes with the browser it was made in. */
const NAME = 'plugtrack-device';
const STORES = { secrets: 'id' };
const IV_BYTES = 12;

interface KeptSecret {
  readonly id: string;
  /** Cannot be exported: it works in this browser only. */
  readonly key: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** Keeps the secret of one profile, encrypted under a key of this device. */
export function createSecretKeeper(profileId: string, engine: DatabaseEngine): SecretKeeper {
  const within = async <T>(work: (db: ReturnType<typeof makeDynamicHandle>) => Promise<T>) => {
    const db = makeDynamicHandle(NAME, 'strict', engine);
    db.version(1).stores(STORES);
    await db.open();
    try {
      return await work(db);
    } finally {
      db.close();
    }
  };
  // Where nothing was ever kept, looking for it or forgetting it must not make a database.
  const withinKept = async <T>(work: (db: ReturnType<typeof makeDynamicHandle>) => Promise<T>) =>
    (await peek(engine.indexedDB, NAME)) && (await within(work));
  return {
    async keep(secret) {
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
        'encrypt',
        'decrypt',
      ]);
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const text = new TextEncoder().encode(secret);
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text);
      const kept: KeptSecret = { id: profileId, key, iv, sealed };
      await within((db) => db.table('secrets').put(kept));
    },
    async recall() {
      try {
        const kept = await withinKept((db) =>
          db.table<KeptSecret, string>('secrets').get(profileId),
        );
        if (!kept) return undefined;
        const how = { name: 'AES-GCM', iv: kept.iv };
        const text = await crypto.subtle.decrypt(how, kept.key, kept.sealed);
        return new TextDecoder().decode(text);
      } catch {
        return undefined;
      }
    },
    async forget() {
      await withinKept((db) => db.table('secrets').delete(profileId));
    },
  };
}
