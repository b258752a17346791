import type { FieldIssue } from './result.ts';
import type { SessionStatus } from './session.ts';

const STATUS_CHANGES: Readonly<Record<SessionStatus, readonly SessionStatus[]>> = {
  planned: ['active', 'completed', 'cancelled'],
  active: ['completed', 'cancelled'],
  completed: ['cancelled'],
  cancelled: ['completed'],
};

/** The issue `session/status_change` if a session may not go from one status to the other. */
export function statusChangeIssue(from: SessionStatus, to: SessionStatus): FieldIssue | undefined {
  if (from === to || STATUS_CHANGES[from].includes(to)) return undefined;
  return { field: 'status', code: 'session/status_change', value: to };
}
