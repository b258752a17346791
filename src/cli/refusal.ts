/** Why a command was not done: called wrongly (exit 2), or tried and failed (exit 1). */
export type Refusal =
  | { readonly kind: 'usage'; readonly problem: string }
  | {
      readonly kind: 'failure';
      readonly code: string;
      readonly message: string;
      readonly details?: Readonly<Record<string, unknown>>;
      /** Only the code is printed; the message goes to standard error alone. */
      readonly isBare?: true;
    };

interface Refused {
  readonly ok: false;
  readonly error: Refusal;
}

/** A refusal for wrong usage: nothing is printed on standard output. */
export function misused(problem: string): Refused {
  return { ok: false, error: { kind: 'usage', problem } };
}

/** A failure with its stable code; the details become members beside it. */
export function failed(
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): Refused {
  return { ok: false, error: { kind: 'failure', code, message, details } };
}

/** A failure of which programs get the code and nothing else. */
export function failedBare(code: string, message: string): Refused {
  return { ok: false, error: { kind: 'failure', code, message, isBare: true } };
}
