/** The longest device part of a name. */
const DEVICE_CHARS = 24;

/**
 * The name of a new file. `localDate` as `2026-07-01`; `sameDayCount`: how many files of that day
 * there are already.
 */
export function vaultFileName(
  deviceLabel: string | undefined,
  localDate: string,
  sameDayCount = 0,
): string {
  const kept = (deviceLabel ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, DEVICE_CHARS);
  const device = /[a-z0-9]/.test(kept) ? kept : 'device';
  const again = sameDayCount > 0 ? `-${sameDayCount + 1}` : '';
  return `plugtrack-${device}-${localDate}${again}.zip`;
}
