/** A file of the folder. */
export interface FolderFile {
  readonly name: string;
  /** What is there now. Throws when it is gone. */
  read(): Promise<File>;
}

/** The folder for the files of all devices, inside of the one a person picked. */
export interface SyncFolder {
  /** The name of the one that was picked. */
  readonly name: string;
  /** What a keeper can keep. */
  readonly handle: unknown;
  /** `ask`: only after a gesture (`request`). */
  access(): Promise<'granted' | 'ask' | 'none'>;
  /** Asks the browser, from a gesture. */
  request(): Promise<boolean>;
  /** All files, sorted by name; none while the inner folder is not there. Throws when the picked one is gone. */
  list(): Promise<readonly FolderFile[]>;
  /** What is there now. Throws when there is none. */
  read(name: string): Promise<File>;
  /**
   * Writes a file so that at any moment the former or the new one is there whole. Makes the inner
   * folder. Throws when that is not possible.
   */
  write(name: string, content: Blob): Promise<void>;
}

export interface SyncFolders {
  /** Whether this browser can keep a folder. */
  readonly isAvailable: boolean;
  /** Asks for a folder, from a gesture; undefined when the person left without choosing. */
  pick(): Promise<SyncFolder | undefined>;
  /** The folder behind what was kept; absent when it is none. */
  of(handle: unknown): SyncFolder | undefined;
}
