import type { State } from '#lib/domain/merge/state.ts';
import type { Result } from '#lib/domain/result.ts';
import type { OpenVault, TableSource } from './vault.ts';

/** All rows of a file in memory. */
export function readState(_open: OpenVault): Promise<Result<State>> {
  throw new Error('not built yet');
}

/** The tables of a state as a source to write from. */
export function stateSource(_state: State): TableSource[] {
  throw new Error('not built yet');
}
