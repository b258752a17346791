import { z } from 'zod/mini';

// Without this zod probes `eval` once, which a strict content security policy reports.
z.config({ jitless: true });

export { z };
