import type { SecretKeeper } from '#lib/app/ports.ts';
import { deviceStore } from './device-database.ts';
import type { DatabaseEngine } from './handle.ts';

const IV_BYTES = 12;

interface KeptSecret {
  readonly id: string;
  /** Cannot be exported: it works in this browser only. */
  readonly key: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** Keeps one secret under a name of its own, encrypted under a key of this device. */
export function createSecretKeeper(id: string, engine: DatabaseEngine): SecretKeeper {
  const secrets = deviceStore<KeptSecret>('secrets', engine);
  return {
    async keep(secret) {
      const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
        'encrypt',
        'decrypt',
      ]);
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const text = new TextEncoder().encode(secret);
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text);
      await secrets.put({ id, key, iv, sealed });
    },
    async recall() {
      try {
        const kept = await secrets.get(id);
        if (!kept) return undefined;
        const how = { name: 'AES-GCM', iv: kept.iv };
        const text = await crypto.subtle.decrypt(how, kept.key, kept.sealed);
        return new TextDecoder().decode(text);
      } catch {
        return undefined;
      }
    },
    forget: () => secrets.delete(id),
  };
}
