import { fail, ok, type FieldIssue } from '#lib/domain/result.ts';
import { validateSetting } from '#lib/domain/setting-rules.ts';
import type { Commands } from './app.ts';
import type { SettingFact } from './facts.ts';
import { settingsOf, type UseCasePorts } from './use-case.ts';

type SettingCommands = Pick<Commands, 'saveSettings' | 'resetSetting'>;

export function settingCommands({ facts, ids }: UseCasePorts): SettingCommands {
  return {
    saveSettings: (values) =>
      facts.commit({ id: ids.next(), name: 'saveSettings' }, async (write) => {
        // Values are held against each other as they will be, so that a pair can move together.
        const current = { ...(await settingsOf(write)), ...values };
        const issues: FieldIssue[] = [];
        for (const [key, value] of Object.entries(values)) {
          const checked = validateSetting(key, value, current);
          if (!checked.ok) issues.push({ field: key, code: checked.error.code });
        }
        if (issues.length > 0) return fail('setting/invalid', { fields: issues });
        const saved: SettingFact[] = [];
        for (const [id, value] of Object.entries(values)) {
          const changed = await write.change('settings', id, { value });
          if (changed) saved.push(changed);
          else {
            await write.restore('settings', [id]);
            saved.push(
              (await write.change('settings', id, { value })) ??
                write.insert('settings', id, { value }),
            );
          }
        }
        return ok(saved);
      }),

    resetSetting: (key) =>
      facts.commit({ id: ids.next(), name: 'resetSetting' }, async (write) =>
        ok(await write.remove('settings', [key])),
      ),
  };
}
