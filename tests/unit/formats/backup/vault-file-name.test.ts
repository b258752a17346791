import { expect, test } from 'vitest';
import { vaultFileName } from '#lib/formats/backup/vault-file-name.ts';

test('a file is named after its device and day, and counted within the day', () => {
  expect(vaultFileName('pixel', '2026-07-01')).toBe('plugtrack-pixel-2026-07-01.zip');
  expect(vaultFileName('pixel', '2026-07-01', 1)).toBe('plugtrack-pixel-2026-07-01-2.zip');
  expect(vaultFileName('pixel', '2026-07-01', 2)).toBe('plugtrack-pixel-2026-07-01-3.zip');
  expect(vaultFileName('Work-PC 7/é', '2026-07-01')).toBe('plugtrack-work-pc7-2026-07-01.zip');
  expect(vaultFileName('x'.repeat(40), '2026-07-01')).toBe(
    `plugtrack-${'x'.repeat(24)}-2026-07-01.zip`,
  );
  expect(vaultFileName(undefined, '2026-07-01')).toBe('plugtrack-device-2026-07-01.zip');
  expect(vaultFileName('日本', '2026-07-01')).toBe('plugtrack-device-2026-07-01.zip');
});
