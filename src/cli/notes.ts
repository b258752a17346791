import type { Given } from './options.ts';
import type { World } from './world.ts';

/** Messages for the person at the terminal; they all go to standard error. */
export interface Notes {
  /** Something is wrong with the call or the data; also said when quiet. */
  error(text: string): void;
  warn(text: string): void;
  /** Only said when asked for with --verbose. */
  detail(text: string): void;
  readonly isVerbose: boolean;
}

/** The messages that the options ask for. */
export function notesFor(world: Pick<World, 'err'>, given: Given): Notes {
  const say = (text: string): void => {
    world.err(`plugtrack: ${text}\n`);
  };
  const silent = (): void => undefined;
  const isVerbose = given.has('verbose');
  return {
    error: say,
    warn: given.has('quiet') ? silent : say,
    detail: isVerbose ? say : silent,
    isVerbose,
  };
}
