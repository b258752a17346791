/** Texts that many rows share, by number. Code 0 stands for "absent". */
export class Dictionary {
  readonly texts: string[];
  readonly #codes = new Map<string, number>();

  constructor(texts: readonly string[] = ['']) {
    this.texts = [...texts];
    this.texts.forEach((text, code) => {
      if (code > 0) this.#codes.set(text, code);
    });
  }

  /** The code of a text; a new one gets the next number. */
  add(text: string | undefined): number {
    if (text === undefined) return 0;
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.push(text) - 1;
    this.#codes.set(text, code);
    return code;
  }

  /** The code of a text that occurs, else absent. */
  find(text: string): number | undefined {
    return this.#codes.get(text);
  }

  text(code: number): string {
    return this.texts[code] ?? '';
  }
}
