// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @param {...string} parts
 * @returns {string} A path below the checkout.
 */
export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** What a start keeps: databases, secrets, logs, uploaded files. Not in version control. */
export const DATA = path.resolve(ROOT, process.env['CORPUS_DATA_DIR'] || '.data');

/** Notes of the last build; they belong to dist/, wherever the data are. */
export const BUILD_NOTES = inRoot('.data/build');
