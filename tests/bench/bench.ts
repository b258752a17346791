import type { Logs } from './logs.ts';
import type { Stage } from './stage.ts';

/** What every measurement works with. */
export interface Bench {
  readonly stage: Stage;
  readonly logs: Logs;
  /** Numbers of sessions, ascending. */
  readonly sizes: readonly number[];
  readonly quick: boolean;
  /** Whether the row of this id was asked for. */
  readonly wants: (id: string) => boolean;
}
