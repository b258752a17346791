/** A file that was chosen on another screen, on its way to where it is restored. */
class FileOnItsWay {
  #file: File | undefined;

  leave(file: File): void {
    this.#file = file;
  }

  /** The file, once; absent when none was left. */
  take(): File | undefined {
    const file = this.#file;
    this.#file = undefined;
    return file;
  }
}

export const restoreFile = new FileOnItsWay();
