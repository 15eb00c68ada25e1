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

/** Everything that a start makes and may make again; not in version control. */
export const DATA = inRoot('.data');
