import { describe, expect, it } from 'vitest';
import { calendarText } from '#lib/formats/calendar.ts';

const EVENT = {
  uid: 'charge-1@plugtrack',
  sequence: 3,
  madeAt: Date.UTC(2026, 6, 1, 11, 0, 0, 999),
  at: Date.UTC(2026, 6, 1, 13, 35, 7, 500),
  title: 'Leaf: about 80%',
  text: 'An estimate.',
};

const linesOf = (text: string): string[] => text.split('\r\n');
/** Lines as they were before they were cut, which is what a calendar reads. */
const unfolded = (text: string): string[] => linesOf(text.replaceAll('\r\n ', ''));

describe('a calendar file', () => {
  it('has one appointment with an alarm at its moment, in UTC', () => {
    expect(linesOf(calendarText(EVENT))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//PlugTrack//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:charge-1@plugtrack',
      'SEQUENCE:3',
      'DTSTAMP:20260701T110000Z',
      'DTSTART:20260701T133507Z',
      'DURATION:PT10M',
      'SUMMARY:Leaf: about 80%',
      'DESCRIPTION:An estimate.',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:PT0S',
      'DESCRIPTION:Leaf: about 80%',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('takes the meaning from marks and line ends', () => {
    const text = calendarText({ ...EVENT, title: 'Car; one, two\\three\r\nEND:VEVENT\nx\ry' });
    expect(unfolded(text)).toContain(String.raw`SUMMARY:Car\; one\, two\\three\nEND:VEVENT\nx\ny`);
    expect(linesOf(text).filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  });

  it('cuts lines at 75 octets and never within a character', () => {
    const title = `${'ä'.repeat(33)}🔌${'漢字'.repeat(40)}`;
    const text = calendarText({ ...EVENT, title });
    const octets = linesOf(text).map((line) => new TextEncoder().encode(line).length);
    expect(Math.max(...octets)).toBeLessThanOrEqual(75);
    expect(Math.max(...octets)).toBeGreaterThan(71);
    expect(unfolded(text)).toContain(`SUMMARY:${title}`);
    expect(text).not.toContain('\uFFFD');
  });

  it('leaves a line of exactly 75 octets whole', () => {
    const title = 'x'.repeat(75 - 'SUMMARY:'.length);
    expect(linesOf(calendarText({ ...EVENT, title }))).toContain(`SUMMARY:${title}`);
    expect(linesOf(calendarText({ ...EVENT, title: `${title}x` }))).toContain(' x');
  });
});
