import { localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import type { LocalDate } from '#lib/domain/entity.ts';
import { isTimeZone, readWallClock, zoneOffsetMs, type WallReading } from '#lib/domain/time.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '#lib/domain/units.ts';

/** Offsets in minutes of zone names that loggers write. Names with two meanings are left out. */
const OFFSETS: ReadonlyMap<string, number> = new Map([
  ['UTC', 0],
  ['GMT', 0],
  ['Z', 0],
  ['WET', 0],
  ['WEST', 60],
  ['BST', 60],
  ['CET', 60],
  ['MEZ', 60],
  ['CEST', 120],
  ['MESZ', 120],
  ['EET', 120],
  ['EEST', 180],
  ['NST', -210],
  ['NDT', -150],
  ['AST', -240],
  ['ADT', -180],
  ['EST', -300],
  ['EDT', -240],
  ['CST', -360],
  ['CDT', -300],
  ['MST', -420],
  ['MDT', -360],
  ['PST', -480],
  ['PDT', -420],
  ['AKST', -540],
  ['AKDT', -480],
  ['HST', -600],
  ['JST', 540],
  ['KST', 540],
  ['AEST', 600],
  ['AEDT', 660],
  ['NZST', 720],
  ['NZDT', 780],
]);

/** A zone column's word: an offset in minutes, or the name of a zone. Absent: unknown. */
export function readZoneWord(word: string): number | string | undefined {
  const offset = OFFSETS.get(word.toUpperCase());
  if (offset !== undefined) return offset;
  return word.includes('/') && isTimeZone(word) ? word : undefined;
}

/**
 * Wall clock to instants of one zone, fast. Days without a clock change within a day around them
 * have one offset, which is remembered; the others are worked out each time.
 */
export class ZoneClock {
  readonly zone: string;
  private readonly offsets = new Map<number, number>();

  constructor(zone: string) {
    this.zone = zone;
  }

  /** The readings of a wall time; in nearly all cases a plain instant. */
  instant(epochDay: number, msOfDay: number): number | WallReading {
    let offset = this.offsets.get(epochDay);
    if (offset === undefined) {
      const before = zoneOffsetMs(this.zone, (epochDay - 1) * MS_PER_DAY);
      const after = zoneOffsetMs(this.zone, (epochDay + 2) * MS_PER_DAY);
      offset = before === after ? before : NaN;
      this.offsets.set(epochDay, offset);
    }
    if (!Number.isNaN(offset)) return epochDay * MS_PER_DAY + msOfDay - offset;
    return readWallClock(localDateOfEpochDay(epochDay), msOfDay, this.zone);
  }

  epochDay(instant: number): number {
    return Math.floor((instant + zoneOffsetMs(this.zone, instant)) / MS_PER_DAY);
  }

  /** Whether the zone is so many minutes east of UTC at the instant. */
  hasOffset(instant: number, minutes: number): boolean {
    return zoneOffsetMs(this.zone, instant) === minutes * MS_PER_MINUTE;
  }
}

/** Clocks and date texts, made once per file. */
export class Calendar {
  private readonly clocks = new Map<string, ZoneClock>();
  private readonly texts = new Map<number, LocalDate>();

  clock(zone: string): ZoneClock {
    let clock = this.clocks.get(zone);
    if (!clock) this.clocks.set(zone, (clock = new ZoneClock(zone)));
    return clock;
  }

  date(epochDay: number): LocalDate {
    let text = this.texts.get(epochDay);
    if (text === undefined) this.texts.set(epochDay, (text = localDateOfEpochDay(epochDay)));
    return text;
  }
}

/** The zone that stands for a bare offset: `Etc/GMT-2` is two hours east. Whole hours only. */
export function etcZone(minutes: number): string | undefined {
  if (minutes % 60 !== 0 || minutes < -12 * 60 || minutes > 14 * 60) return undefined;
  if (minutes === 0) return 'Etc/GMT';
  return `Etc/GMT${minutes > 0 ? '-' : '+'}${String(Math.abs(minutes) / 60)}`;
}
