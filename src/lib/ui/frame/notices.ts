import type { Messages } from '#lib/i18n/messages/en.ts';

/** One thin line above the page; shown only while it matters. */
export interface Notice {
  readonly id: string;
  readonly text: string;
  readonly tone?: 'info' | 'warn' | 'bad';
  readonly action?: { readonly label: string; readonly onclick: () => unknown };
  readonly link?: { readonly label: string; readonly href: string };
  readonly ondismiss?: () => void;
}

/** What the frame may have to say. Absent means: nothing of the kind. */
export interface FrameState {
  readonly offline?: boolean;
  readonly onreload?: () => unknown;
  readonly updateReady?: boolean;
  readonly newerVersionInOtherTab?: boolean;
  readonly sampleData?: { readonly onleave: () => unknown };
  readonly notPersistent?: { readonly href: string; readonly ondismiss: () => void };
  /** A backup is due; `last` is "23 days ago", absent when there never was one. */
  readonly backupDue?: {
    readonly last?: string;
    readonly href: string;
    readonly ondismiss: () => void;
  };
  readonly installHint?: { readonly href: string; readonly ondismiss: () => void };
}

/** The lines of the frame, the most pressing first. Pages may add their own behind them. */
export function frameNotices(state: FrameState, t: Messages['frame']): Notice[] {
  const { onreload } = state;
  const reload = onreload && { action: { label: t.reload, onclick: onreload } };
  const notices: Notice[] = [];
  if (state.newerVersionInOtherTab) {
    notices.push({ id: 'newer-tab', text: t.otherTabNewer, tone: 'warn', ...reload });
  } else if (state.updateReady) {
    notices.push({ id: 'update', text: t.updateReady, ...reload });
  }
  if (state.sampleData) {
    const action = { label: t.leaveSampleData, onclick: state.sampleData.onleave };
    notices.push({ id: 'sample', text: t.sampleData, action });
  }
  if (state.offline) notices.push({ id: 'offline', text: t.offline });
  if (state.installHint) {
    notices.push({
      id: 'install',
      text: t.installHint,
      tone: 'warn',
      link: { label: t.installHintAction, href: state.installHint.href },
      ondismiss: state.installHint.ondismiss,
    });
  } else if (state.notPersistent) {
    notices.push({
      id: 'not-persistent',
      text: t.notPersistent,
      tone: 'warn',
      link: { label: t.notPersistentAction, href: state.notPersistent.href },
      ondismiss: state.notPersistent.ondismiss,
    });
  }
  if (state.backupDue) {
    const { last, href, ondismiss } = state.backupDue;
    const text = last === undefined ? t.noBackup : t.lastBackup(last);
    notices.push({ id: 'backup', text, link: { label: t.backUp, href }, ondismiss });
  }
  return notices;
}
