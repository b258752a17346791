import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '#scripts/run.mjs';

it('the one allowed inline style is that of the framework’s route announcer', () => {
  const generator = readFileSync(
    inProject('node_modules/@sveltejs/kit/src/core/sync/write_root.js'),
    'utf8',
  );
  const style = /id="svelte-announcer"[^>]*style="([^"]*)"/.exec(generator)?.[1];
  expect(style).toBeDefined();
  const hash = createHash('sha256')
    .update(style ?? '')
    .digest('base64');
  expect(readFileSync(inProject('svelte.config.js'), 'utf8')).toContain(`'sha256-${hash}'`);
});
