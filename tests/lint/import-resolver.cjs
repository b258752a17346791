const { existsSync } = require('node:fs');
const path = require('node:path');

/** Tells eslint-plugin-boundaries where `#lib/…` and `./…` lead; everything else is a package. */
const root = path.resolve(__dirname, '../..');

module.exports = {
  interfaceVersion: 2,
  /**
   * @param {string} source
   * @param {string} importer
   */
  resolve(source, importer) {
    const [address = ''] = source.split('?');
    const file = address.startsWith('#lib/')
      ? path.join(root, 'src/lib', address.slice('#lib/'.length))
      : address.startsWith('.')
        ? path.resolve(path.dirname(importer), address)
        : undefined;
    // A file that is about to be written counts as there: what matters is where it would be.
    if (file !== undefined) return { found: true, path: file };
    return { found: existsSync(path.join(root, 'node_modules', address)), path: null };
  },
};
