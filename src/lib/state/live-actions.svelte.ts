import type { Commands } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import type { LiveChanges } from '#lib/app/live-port.ts';
import type { CalendarEvent } from '#lib/domain/calendar-event.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { errorText } from '#lib/i18n/error-text.ts';
import { useI18n } from '#lib/i18n/i18n.svelte.ts';
import { useApp } from './app-context.ts';
import { useToasts } from './toasts.svelte.ts';

/** What can be done with a charge that runs: each act is said in a toast that takes it back. */
export function useLiveActions() {
  const app = useApp();
  const i18n = useI18n();
  const toasts = useToasts();

  function failed(result: Extract<Result<unknown>, { ok: false }>): false {
    toasts.add({ text: errorText(i18n, result.error), tone: 'bad' });
    return false;
  }

  async function takeBack(done: Done<Session>): Promise<void> {
    const words = i18n.t.live;
    const undone = await app.commands.undo(done.undo);
    if (undone.ok) toasts.add({ text: words.undone });
    else failed(undone);
  }

  async function act(
    run: (commands: Commands) => Promise<Result<Done<Session>>>,
    text: string,
  ): Promise<boolean> {
    const result = await run(app.commands);
    if (!result.ok) return failed(result);
    toasts.add({ text, undo: () => takeBack(result.value) });
    return true;
  }

  return {
    pause: (id: string) => act((commands) => commands.pauseCharge(id), i18n.t.live.pausedSaid),
    resume: (id: string) => act((commands) => commands.resumeCharge(id), i18n.t.live.resumedSaid),
    read: (id: string, soc: number) =>
      act((commands) => commands.readSoc(id, soc), i18n.t.live.readSaid(soc)),
    change: (id: string, changes: LiveChanges) =>
      act((commands) => commands.changeLive(id, changes), i18n.t.live.changed),
    cancel: (id: string) => act((commands) => commands.cancelCharge(id), i18n.t.live.cancelled),

    /** Hands over an appointment at the moment the target should be reached. */
    async toCalendar(session: Session, event: Pick<CalendarEvent, 'at' | 'title'>): Promise<void> {
      const now = app.clock.now();
      const text = await app.liveDevice.calendarText({
        ...{ ...event, uid: `charge-${session.id}@plugtrack`, madeAt: now },
        sequence: Math.max(0, Math.floor((now - session.createdAt) / 1000)),
        text: i18n.t.live.eventText,
      });
      const content = new Blob([text], { type: 'text/calendar' });
      await app.files.save({ name: i18n.t.live.eventFile, type: 'text/calendar', content });
    },
  };
}
