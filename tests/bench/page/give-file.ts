import type { JSHandle, Page } from '@playwright/test';

/** A file of this machine as one in a page, which is emptied for it. */
export async function giveFile(page: Page, file: string): Promise<JSHandle<File>> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    document.body.replaceChildren(input);
  });
  await page.locator('input').setInputFiles(file);
  return page.evaluateHandle(() => {
    const chosen = document.querySelector<HTMLInputElement>('input[type="file"]')?.files;
    const first = chosen?.item(0);
    if (!first) throw new Error('there is no file');
    return first;
  });
}
