import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { serve } from './serve.mjs';

await ensureInstalled();
const root = await ensureBuilt();
const { PORT = '4173' } = process.env;
await serve({ root, port: Number(PORT) });
