/** What keeping a vault file whole needs of the file system. */
export interface Disk {
  /** The file that a name stands for, where the name is a link to it. */
  resolve(file: string): Promise<string>;
  exists(file: string): Promise<boolean>;
  /** Makes a file with all its content at once; `taken` where there is one. */
  create(file: string, text: string): Promise<'made' | 'taken' | 'failed'>;
  /** Writes a file whole; true when it would outlast a loss of power. */
  store(file: string, bytes: Uint8Array): Promise<boolean>;
  /** Gives a file a second name, in place of what has it. The first name stays all the while. */
  keepAs(file: string, name: string): Promise<boolean>;
  /** Gives a file another name, in place of what has it: there is the old or the new, whole. */
  rename(file: string, name: string): Promise<boolean>;
  /** Removes a file; there may be none. */
  remove(file: string): Promise<void>;
}

/** A running program, so that another with its number later is not taken for it. */
export interface ProcessMark {
  readonly pid: number;
  /** Absent where the system does not tell when a program was started. */
  readonly started?: string;
}

/** The person at the terminal, if there is one. */
export interface Terminal {
  /** Asks for one line that is not shown; absent without a terminal. */
  secret(question: string): Promise<string | undefined>;
  /** Asks yes or no; absent without a terminal. */
  confirm(question: string): Promise<boolean | undefined>;
}

/** What a command needs of the machine it runs on; everything else is passed in as options. */
export interface World {
  /** Of this program, as files name their writer. */
  readonly version: string;
  /** The bytes of a file, of standard input for `-`; absent when it cannot be read. */
  read(file: string): Promise<Uint8Array | undefined>;
  /** Writes a file whole; false when that failed. */
  write(file: string, content: string | Uint8Array): Promise<boolean>;
  out(text: string): void;
  err(text: string): void;
  /** UTC milliseconds. */
  now(): number;
  /** IANA name of the zone of this machine. */
  timeZone(): string;
  /** A variable of the environment; absent when unset or empty. */
  environment(name: string): string | undefined;
  /** Random bytes as lower-case hex digits, two each. */
  randomHex(bytes: number): string;
  /** This process. */
  readonly self: ProcessMark;
  isRunning(mark: ProcessMark): boolean;
  readonly disk: Disk;
  readonly terminal: Terminal;
}
