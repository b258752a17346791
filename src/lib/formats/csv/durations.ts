import { readQuantity } from './quantities.ts';
import type { DecimalMark } from './report.ts';

const MAX_CHARS = 40;
const CLOCK = /^(\d{1,4}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/;
const PARTS = /^(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s)?$/i;

/**
 * Seconds of a trimmed cell: `7h31m51s`, `hh:mm:ss`, `h:mm` (`m:ss` where `unit` says so), or a
 * number with its own or the column's unit. Absent if it is none of these.
 */
export function readDuration(text: string, unit: string, mark: DecimalMark): number | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const clock = CLOCK.exec(text);
  if (clock) {
    const [first, second] = [Number(clock[1]), Number(clock[2])];
    if (clock[3] !== undefined) return first * 3600 + second * 60 + Number(clock[3]);
    return unit === 'm:ss' || unit === 'mm:ss' ? first * 60 + second : first * 3600 + second * 60;
  }
  const seconds = readQuantity(text, 'duration', unit, mark);
  if (seconds !== undefined) return seconds;
  const parts = text === '' ? null : PARTS.exec(text);
  if (!parts) return undefined;
  const [days, hours, minutes, rest] = [1, 2, 3, 4].map((index) => Number(parts[index] ?? 0));
  return (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (rest ?? 0);
}
