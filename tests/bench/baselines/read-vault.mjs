import { readFileSync } from 'node:fs';
import process from 'node:process';
import { Decrypter } from 'age-encryption';
import { unzipSync } from 'fflate';

/** Decrypts, inflates and parses a backup, and prints the sums of its months: plain code, no rules. */

const [, , vault = '', secret = ''] = process.argv;

/**
 * @param {Uint8Array} bytes
 * @param {string} name
 */
function entry(bytes, name) {
  const found = unzipSync(bytes, { filter: (one) => one.name === name })[name];
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

const decrypter = new Decrypter();
decrypter.addPassphrase(readFileSync(secret, 'utf8').trimEnd());
const inner = await decrypter.decrypt(entry(readFileSync(vault), 'data.zip.age'));
const lines = new TextDecoder().decode(entry(inner, 'tables/sessions.ndjson')).trimEnd();
/** @type {Record<string, { sessions: number, energyWh: number }>} */
const months = {};
for (const line of lines.split('\n')) {
  const { localDate, energyWh = 0 } = /** @type {{ localDate: string, energyWh?: number }} */ (
    JSON.parse(line)
  );
  const sums = (months[localDate.slice(0, 7)] ??= { sessions: 0, energyWh: 0 });
  sums.sessions += 1;
  sums.energyWh += energyWh;
}
console.log(JSON.stringify(months));
