import type { Car } from '#lib/domain/car.ts';
import type { Content, LocalDate } from '#lib/domain/entity.ts';
import type { Settings } from '#lib/domain/settings.ts';
import type { Tariff } from '#lib/domain/tariff.ts';
import type {
  FileReport,
  ImportOptions,
  ImportReading,
  RowReport,
} from '#lib/formats/csv/report.ts';

/** The name under which such a file is reported and its sessions are marked. */
export const CLASSIC_BACKUP = 'plugtrack-classic-backup';

/** Which car the sessions of a stretch of dates belong to; both ends are inclusive. */
export interface SessionCar {
  /** The id a car has in the file. */
  readonly car: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

export interface ClassicBackupOptions extends Omit<
  ImportOptions,
  'profile' | 'mapping' | 'carBySource'
> {
  /** Answer to `import/choose_car`; the first stretch that holds a session's date counts. */
  readonly sessionCars?: readonly SessionCar[];
  /** The name of home tariffs, which have none in the file. */
  readonly tariffName: string;
}

/** Something about the whole file. `key`: the setting, member or count that is meant. */
export interface ClassicFileReport extends FileReport {
  readonly key?: string;
  /** What the manifest says and what there is. */
  readonly expected?: number;
  readonly found?: number;
}

/** A car of the file. The same car has the same id whenever and wherever it is read. */
export interface ClassicCar {
  readonly sourceId: string;
  readonly row: number;
  readonly id: string;
  readonly content: Content<Car>;
}

export type ClassicSettings = Readonly<Partial<Settings>>;

/** Everything a backup of the classic program says. Reading writes nothing. */
export interface ClassicBackup {
  /** The sessions; drafts stay listed while only the question of the car is open. */
  readonly reading: ImportReading;
  readonly fileWarnings: readonly ClassicFileReport[];
  readonly cars: readonly ClassicCar[];
  /** Rows of the table of cars. */
  readonly carsRejected: readonly RowReport[];
  readonly carWarnings: readonly RowReport[];
  /** The id in the file of the car of all sessions; else drafts name theirs as `sourceCar`. */
  readonly sessionsCar?: string;
  readonly settings: ClassicSettings;
  /** In ascending order of their dates, without overlaps. */
  readonly tariffs: readonly Content<Tariff>[];
  /** Keys of settings that mean nothing here, or whose value cannot be read. */
  readonly settingsUnused: readonly string[];
}
