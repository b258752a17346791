import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Memory of the processes that run pages and workers of a browser. Megabytes. */
export interface MemoryWatch {
  /** The greatest rise above what was there, of the process that rose most, while `work` ran. */
  peakDuring(work: () => Promise<unknown>): Promise<number>;
}

const RESET_PEAK = '5';
const KB_PER_MB = 1_000;

interface ProcessInfo {
  readonly pid: string;
  readonly parent: string;
  readonly command: string;
}

function processes(): ProcessInfo[] {
  const found: ProcessInfo[] = [];
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
      found.push({ pid, parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') });
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

/** Renderers below the browser that was started on a profile. */
function renderersOf(profile: string): string[] {
  const all = processes();
  const inside = new Set(
    all.filter(({ command }) => command.includes(profile)).map(({ pid }) => pid),
  );
  for (let before = -1; before !== inside.size;) {
    before = inside.size;
    for (const { pid, parent } of all) if (inside.has(parent)) inside.add(pid);
  }
  return all
    .filter(({ pid, command }) => inside.has(pid) && command.includes('--type=renderer'))
    .map(({ pid }) => pid);
}

function kilobytes(pid: string, field: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * Watches a browser by what the kernel keeps of its processes: the peak is exact, and counts what
 * waits to be collected. Absent where the kernel has no such books.
 */
export function watchMemory(profile: string): MemoryWatch | undefined {
  try {
    if (renderersOf(profile).length === 0) return undefined;
  } catch {
    return undefined;
  }
  return {
    async peakDuring(work) {
      const idle = new Map<string, number>();
      for (const pid of renderersOf(profile)) {
        writeFileSync(`/proc/${pid}/clear_refs`, RESET_PEAK);
        idle.set(pid, kilobytes(pid, 'VmRSS'));
      }
      await work();
      const rises = [...idle].map(([pid, before]) => kilobytes(pid, 'VmHWM') - before);
      return Math.max(...rises) / KB_PER_MB;
    },
  };
}
