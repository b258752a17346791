import type { AppError, FieldIssue, Result } from '#lib/domain/result.ts';
import type { QuantityField } from './quantity-field.svelte.ts';

/** What is wrong in a form: field by field, or as a whole. */
export class FormErrors {
  #error = $state.raw<AppError>();

  /** The first issue of a field. Parts of an object also answer for the object itself. */
  of(...fields: readonly string[]): FieldIssue | undefined {
    return this.#error?.fields?.find((issue) => fields.includes(issue.field));
  }

  /** What came with an issue that failed the form as a whole, such as the tariff it clashes with. */
  detailsOf(issue: FieldIssue): AppError['details'] {
    return this.#error?.code === issue.code ? this.#error.details : undefined;
  }

  get count(): number {
    return this.#error?.fields?.length ?? 0;
  }

  /** A failure that belongs to no field. */
  get general(): AppError | undefined {
    return this.#error && this.count === 0 ? this.#error : undefined;
  }

  set(error: AppError): void {
    this.#error = error;
  }

  clear(): void {
    this.#error = undefined;
  }
}

/** Reads quantities under their domain names and collects what cannot be read. */
export class FieldReader {
  readonly issues: FieldIssue[] = [];

  /** The member to spread into the content; nothing for a blank field. */
  member(name: string, field: QuantityField, path = name): Record<string, number> {
    const result = field.read();
    if (result.ok) return result.value === undefined ? {} : { [name]: result.value };
    this.issues.push({ field: path, code: result.error.code, value: field.text });
    return {};
  }

  /** The member of a text, trimmed; nothing for a blank one. */
  text(name: string, typed: string): Record<string, string> {
    const trimmed = typed.trim();
    return trimmed === '' ? {} : { [name]: trimmed };
  }

  /** The content, unless something in it could not be read. */
  result<T>(content: T): Result<T> {
    return this.issues.length === 0
      ? { ok: true, value: content }
      : { ok: false, error: { code: 'form/invalid', fields: this.issues } };
  }
}

/**
 * Sends what a form holds, once. `send` runs only when all of it could be read; its failure is
 * shown beside the fields. Undefined when nothing was saved.
 */
export async function submitForm<C, D>(
  errors: FormErrors,
  content: Result<C>,
  send: (content: C) => Promise<Result<D>>,
): Promise<D | undefined> {
  const result = content.ok ? await send(content.value) : content;
  if (result.ok) {
    errors.clear();
    return result.value;
  }
  errors.set(result.error);
  return undefined;
}
