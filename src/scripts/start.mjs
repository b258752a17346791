import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { serve } from './serve.mjs';

await ensureInstalled();
const root = await ensureBuilt();
await serve({ root, port: Number(process.env.PORT ?? 4173) });
