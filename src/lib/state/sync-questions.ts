import type { SyncFileOutcome, SyncRound, SyncStatus } from './sync-types.ts';

/** What a round asks of the person. */
export interface SyncQuestions {
  /** Files of other collections, by the collection's id. */
  readonly otherVaults: readonly {
    readonly vaultId: string;
    readonly files: readonly SyncFileOutcome[];
  }[];
  /** Files that would delete unusually much. */
  readonly brakes: readonly SyncFileOutcome[];
  readonly isFolderEmpty: boolean;
  /** None was given, or a file could not be opened with the one that was. */
  readonly isPassphraseAsked: boolean;
}

/** What is open after a round; nothing is before the first one. */
export function openQuestions(round: SyncRound | undefined): SyncQuestions {
  const files = round?.files ?? [];
  const withProblem = (code: string): SyncFileOutcome[] =>
    files.filter(({ problem }) => problem?.code === code);
  const others = withProblem('sync/other_vault');
  const vaultOf = ({ problem }: SyncFileOutcome): string =>
    String(problem?.details?.['vaultId'] ?? '');
  return {
    otherVaults: [...new Set(others.map(vaultOf))].map((vaultId) => ({
      vaultId,
      files: others.filter((file) => vaultOf(file) === vaultId),
    })),
    brakes: withProblem('merge/mass_delete'),
    isFolderEmpty: round?.problem?.code === 'sync/folder_empty',
    isPassphraseAsked:
      round?.problem?.code === 'sync/passphrase_needed' ||
      withProblem('sync/wrong_passphrase').length > 0,
  };
}

/** Whether the passphrase of a round opened none of the files it was tried on. */
export function isPassphraseRefused(round: SyncRound): boolean {
  return (
    openQuestions(round).isPassphraseAsked && !round.files.some(({ result }) => result === 'merged')
  );
}

/** What only a person can do before sync goes on. */
export type SyncNeed =
  'access' | 'folder' | 'emptyFolder' | 'passphrase' | 'otherVault' | 'massDelete' | 'problem';

/** The first thing sync waits for; absent when it is off or waits for nothing. */
export function needOf({ way, access, last }: SyncStatus): SyncNeed | undefined {
  if (way === undefined) return undefined;
  if (way === 'folder' && access !== 'granted') return access === 'ask' ? 'access' : 'folder';
  const open = openQuestions(last);
  if (open.isFolderEmpty) return 'emptyFolder';
  if (last?.problem?.code === 'sync/folder_unreachable') return 'folder';
  if (open.isPassphraseAsked) return 'passphrase';
  if (open.otherVaults.length > 0) return 'otherVault';
  if (open.brakes.length > 0) return 'massDelete';
  return last?.problem ? 'problem' : undefined;
}

/** Whether this device has met, or is itself, one that writes here: there is a passphrase already. */
export const hasFamily = ({ last, devices }: SyncStatus): boolean =>
  devices.length > 0 || last?.isOwnWritten === true || (last?.files.length ?? 0) > 0;
