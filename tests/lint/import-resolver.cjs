const { existsSync } = require('node:fs');
const path = require('node:path');

/** Tells eslint-plugin-boundaries where `#lib/…`, `#cli/…` and `./…` lead; all else is a package. */
const root = path.resolve(__dirname, '../..');

/** @type {Readonly<Record<string, string>>} */
const FOLDERS = { '#lib': 'src/lib', '#cli': 'src/cli' };

module.exports = {
  interfaceVersion: 2,
  /**
   * @param {string} source
   * @param {string} importer
   */
  resolve(source, importer) {
    const [address = ''] = source.split('?');
    const slash = address.indexOf('/');
    const folder = FOLDERS[address.slice(0, slash)];
    const file = folder
      ? path.join(root, folder, address.slice(slash))
      : address.startsWith('.')
        ? path.resolve(path.dirname(importer), address)
        : undefined;
    // A file that is about to be written counts as there: what matters is where it would be.
    if (file !== undefined) return { found: true, path: file };
    return { found: existsSync(path.join(root, 'node_modules', address)), path: null };
  },
};
