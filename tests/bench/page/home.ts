import type { Page } from '@playwright/test';
import { compareSessions } from '#lib/domain/order.ts';
import type { Session } from '#lib/domain/session.ts';

/** Texts that Home must show, without spaces. */
export interface HomeTexts {
  readonly month: readonly string[];
  readonly recent: readonly string[];
}

const RECENT = 5;
const compact = (text: string): string => text.replaceAll(/\s/g, '');
const number = (value: number, min: number, max: number): string =>
  new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: min,
    maximumFractionDigits: max,
  }).format(value);

/** What Home must show of these sessions, added up here and not by the app. */
export function expectedHome(sessions: readonly Session[], today: string): HomeTexts {
  let spentMicros = 0;
  let energyWh = 0;
  let count = 0;
  for (const session of sessions) {
    if (!session.localDate.startsWith(today.slice(0, 7))) continue;
    count += 1;
    energyWh += session.energyWh ?? 0;
    if (session.cost?.currency === 'GBP') spentMicros += session.cost.totalMicros ?? 0;
  }
  const kWh = energyWh / 1000;
  const energy = kWh >= 999.95 ? number(kWh, 0, 0) : number(kWh, 1, 1);
  const newest = sessions.slice(-100).sort(compareSessions).reverse().slice(0, RECENT);
  return {
    month: [
      `Spent£${number(spentMicros / 1_000_000, 2, 2)}`,
      `Energy${energy}kWh`,
      `Charges${number(count, 0, 0)}`,
    ].map(compact),
    recent: newest.map((session) => compact(`${number((session.energyWh ?? 0) / 1000, 1, 2)} kWh`)),
  };
}

/** The time at which Home had painted exactly these figures. */
export function homePainted(page: Page, texts: HomeTexts): Promise<number> {
  return page.evaluate(({ month, recent }) => {
    const shows = (title: string, parts: readonly string[]): boolean => {
      const heading = [...document.querySelectorAll('main h2')].find(
        ({ textContent }) => textContent === title,
      );
      const section = heading?.closest('section');
      if (!section || section.querySelector('[aria-busy="true"]')) return false;
      let rest = section.textContent.replaceAll(/\s/g, '');
      return parts.every((part) => {
        const at = rest.indexOf(part);
        rest = rest.slice(at + part.length);
        return at >= 0;
      });
    };
    return window.stopwatch.painted(
      () => shows('This month', month) && shows('Recent sessions', recent),
    );
  }, texts);
}
