import type { Result } from '#lib/domain/result.ts';
import type { Notes } from './notes.ts';
import type { Accepts, Given, OptionName } from './options.ts';
import type { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** What goes to standard output: one JSON value, or text where a command is for reading. */
export type Output =
  | { readonly kind: 'document'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string };

export interface Done {
  readonly output: Output;
  /** Rows were left out: the output is there all the same, the exit status is 1. */
  readonly isPartial?: boolean;
}

/** One call of a command, with its options read and the common ones checked. */
export interface Call {
  /** Words after the command. */
  readonly words: readonly string[];
  readonly given: Given;
  readonly notes: Notes;
  readonly world: World;
}

/** Its own options are in the order of the help; the common ones come with every command. */
export interface Command extends Accepts {
  readonly name: string;
  /** One line of the list of commands. */
  readonly summary: string;
  /** What a person should know beyond the options; lines of plain text. */
  readonly details: readonly string[];
  readonly required: readonly OptionName[];
  /** Of these exactly one is to be given. */
  readonly oneOf?: readonly OptionName[];
  /** The words it takes after its name, as the usage shows them. */
  readonly words?: string;
  /** Arguments of calls that work, without the program's name: at least two. */
  readonly examples: readonly string[];
  readonly run: (call: Call) => Promise<Result<Done, Refusal>>;
}
