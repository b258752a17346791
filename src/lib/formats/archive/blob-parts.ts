const PART_BYTES = 1_000_000;

/** Collects small pieces into a blob of larger parts, which is quicker to read from. */
export class BlobParts {
  private readonly parts: Blob[] = [];
  private pending: Uint8Array<ArrayBuffer>[] = [];
  private pendingBytes = 0;
  /** Bytes so far. */
  bytes = 0;

  add(piece: Uint8Array<ArrayBuffer>): void {
    if (piece.length === 0) return;
    this.pending.push(piece);
    this.pendingBytes += piece.length;
    this.bytes += piece.length;
    if (this.pendingBytes >= PART_BYTES) this.flush();
  }

  private flush(): void {
    this.parts.push(new Blob(this.pending));
    this.pending = [];
    this.pendingBytes = 0;
  }

  /** All pieces as one blob. */
  blob(): Blob {
    if (this.parts.length === 0) return new Blob(this.pending);
    this.flush();
    return new Blob(this.parts);
  }
}
