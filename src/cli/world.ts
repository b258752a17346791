/** What a command needs of the machine it runs on; everything else is passed in as options. */
export interface World {
  /** The bytes of a file, of standard input for `-`; absent when it cannot be read. */
  read(file: string): Promise<Uint8Array | undefined>;
  /** Writes a file whole; false when that failed. */
  write(file: string, text: string): Promise<boolean>;
  out(text: string): void;
  err(text: string): void;
  /** UTC milliseconds. */
  now(): number;
  /** IANA name of the zone of this machine. */
  timeZone(): string;
}
