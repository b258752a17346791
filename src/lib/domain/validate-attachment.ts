import { MAX_PICTURE_BYTES, PICTURE_TYPES, type Attachment } from './attachment.ts';
import type { Content } from './entity.ts';
import type { Result } from './result.ts';
import { integer, text, validateShape } from './schema.ts';
import { z } from './zod.ts';

const isBase64Url = (text: string): boolean => /^[A-Za-z0-9_-]+$/.test(text);

const MAX_SIDE_PX = 20_000;

const attachmentSchema = z.looseObject({
  sessionId: text('attachment/session', 200, 1),
  mimeType: z.enum(PICTURE_TYPES, 'attachment/type'),
  widthPx: integer('attachment/size', 1, MAX_SIDE_PX),
  heightPx: integer('attachment/size', 1, MAX_SIDE_PX),
  bytes: integer('attachment/too_large', 1, MAX_PICTURE_BYTES),
  data: z.string('attachment/data').check(z.refine(isBase64Url, 'attachment/data')),
});

/** A picture as it may be stored, or `attachment/invalid`. Whether its session exists is not asked. */
export function validateAttachment(input: unknown): Result<Content<Attachment>> {
  return validateShape('attachment', attachmentSchema, input, function* ({ bytes, data }) {
    if (data === undefined || bytes === undefined) return;
    if (Math.floor((data.length * 3) / 4) !== bytes)
      yield { field: 'data', code: 'attachment/data' };
  });
}
