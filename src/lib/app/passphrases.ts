import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Passphrases, PassphraseStrength } from './backups-port.ts';
import type { SecretKeeper } from './ports.ts';

/** The rules of passphrases; loaded when one is asked for. */
export interface PassphraseRules {
  generatePassphrase(randomBytes: (count: number) => Uint8Array): string;
  passphraseStrength(text: string): PassphraseStrength;
  newPassphrase(text: string, reduced?: boolean): Result<string>;
}

/** Passphrases as screens ask for them. */
export function createPassphrases(ports: {
  readonly rules: () => Promise<PassphraseRules>;
  readonly keeper: SecretKeeper;
  readonly randomBytes: (count: number) => Uint8Array;
}): Passphrases {
  const { rules, keeper, randomBytes } = ports;
  return {
    generate: async () => (await rules()).generatePassphrase(randomBytes),
    strength: async (text) => (await rules()).passphraseStrength(text),
    async check(text, reduced) {
      const checked = (await rules()).newPassphrase(text, reduced);
      return checked.ok ? ok() : checked;
    },
    async remember(passphrase) {
      try {
        await keeper.keep(passphrase);
        return ok();
      } catch (error) {
        // A convenience that this browser does not offer; nothing of the data depends on it.
        const reason = error instanceof Error ? error.name : 'unknown';
        return fail('backup/not_remembered', { details: { reason } });
      }
    },
    recall: () => keeper.recall(),
    forget: () => keeper.forget(),
  };
}
