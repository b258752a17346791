import type { Formatters } from '#lib/i18n/formatters.ts';
import { backup } from './en/backup.ts';
import { cars } from './en/cars.ts';
import { coach } from './en/coach.ts';
import { curve } from './en/curve.ts';
import { figures } from './en/figures.ts';
import { frame } from './en/frame.ts';
import { home } from './en/home.ts';
import { importing } from './en/importing.ts';
import { insights } from './en/insights.ts';
import { live } from './en/live.ts';
import { log } from './en/log.ts';
import { more } from './en/more.ts';
import { outlook } from './en/outlook.ts';
import { places } from './en/places.ts';
import { receipt } from './en/receipt.ts';
import { planner } from './en/planner.ts';
import { session } from './en/session.ts';
import { reprice } from './en/reprice.ts';
import { rescue } from './en/rescue.ts';
import { sessions } from './en/sessions.ts';
import { settings } from './en/settings.ts';
import { storage } from './en/storage.ts';
import { sync } from './en/sync.ts';
import { tariffs } from './en/tariffs.ts';
import { trash } from './en/trash.ts';
import { welcome } from './en/welcome.ts';
import { worth } from './en/worth.ts';

/** All words of the everyday screens. Errors and help are separate, so that few pages load them. */
export const en = (f: Formatters) => {
  const say = <T>(area: (f: Formatters) => T): T => area(f);
  return {
    frame: say(frame),
    home: say(home),
    figures: say(figures),
    session: say(session),
    receipt: say(receipt),
    sessions: say(sessions),
    reprice: say(reprice),
    live: say(live),
    log: say(log),
    cars: say(cars),
    places: say(places),
    tariffs: say(tariffs),
    settings: say(settings),
    importing: say(importing),
    insights: say(insights),
    coach: say(coach),
    outlook: say(outlook),
    more: more(),
    curve: say(curve),
    welcome: say(welcome),
    storage: say(storage),
    trash: say(trash),
    rescue: say(rescue),
    backup: say(backup),
    sync: say(sync),
    planner: say(planner),
    worth: say(worth),
  };
};

/** What another language has to provide. */
export type Messages = ReturnType<typeof en>;
