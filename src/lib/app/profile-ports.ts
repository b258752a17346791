import type { Result } from '#lib/domain/result.ts';
import type { Facts } from './facts.ts';

/** The databases of this browser's profiles, also those that are not open. */
export interface ProfileStore {
  /** Makes or opens a profile's database for the length of `work`. */
  within<T>(profileId: string, work: (facts: Facts) => Promise<Result<T>>): Promise<Result<T>>;
  /** Makes a profile's database and closes it; answers its generation. */
  make(profileId: string): Promise<Result<string>>;
  /** Deletes a profile's database without opening it. */
  remove(profileId: string): Promise<void>;
  /** Every row that can be read, as stored, without creating or upgrading anything. */
  readRaw(profileId: string): Promise<Readonly<Record<string, readonly unknown[]>>>;
}

/** Which profile the browser shows, and how to show another one. */
export interface ProfileSwitch {
  readonly current: string;
  choose(profileId: string): void;
  /** Forgets what the browser notes about a profile outside its database. */
  forget(profileId: string): void;
  /** Loads the app anew, at its start page. */
  restart(): void;
}

export const OWN_PROFILE = 'default';
export const SAMPLE_PROFILE = 'sample';
