export interface PreparedText {
  readonly text: string;
  readonly newline: '\r' | '\n' | '\r\n';
}

function onlyCrLf(text: string): boolean {
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (text.charCodeAt(at - 1) !== 0x0d) return false;
  }
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== 0x0a) return false;
  }
  return true;
}

/** Every record end becomes LF; line breaks inside quoted cells stay as they are. */
function withLineFeeds(text: string, delimiter: string): string {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  let cellStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') continue;
      if (text[at + 1] === '"') at += 1;
      else quoted = false;
    } else if (char === '"' && cellStart) {
      quoted = true;
      cellStart = false;
    } else if (char === '\r') {
      parts.push(text.slice(from, at), '\n');
      if (text[at + 1] === '\n') at += 1;
      from = at + 1;
      cellStart = true;
    } else {
      cellStart = char === delimiter || char === '\n';
    }
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/**
 * The parser knows one line end per file; real files mix them, if only because a cell holds a
 * line break. Returns the text with one kind of record end and says which.
 */
export function prepareLineEnds(text: string, delimiter: string): PreparedText {
  if (!text.includes('\r')) return { text, newline: '\n' };
  if (!text.includes('\n') && !text.includes('"')) return { text, newline: '\r' };
  if (onlyCrLf(text)) return { text, newline: '\r\n' };
  return { text: withLineFeeds(text, delimiter), newline: '\n' };
}
