// @ts-check

/**
 * One line for the person at the terminal: Traditional Chinese first, then English.
 *
 * @param {string} zh
 * @param {string} [en]
 */
export function say(zh, en) {
  process.stdout.write(en === undefined ? `${zh}\n` : `${zh}\n  ${en}\n`);
}

/**
 * A failure that is explained rather than shown as a stack: `zh` and `en` say what is wrong and what
 * to do about it.
 */
export class Explained extends Error {
  /**
   * @param {string} zh
   * @param {string} en
   * @param {{ cause?: unknown }} [options]
   */
  constructor(zh, en, options) {
    super(`${zh}\n  ${en}`, options);
    this.name = 'Explained';
  }
}

/**
 * Runs a launcher's main function; says why it failed and ends with code 1.
 *
 * @param {() => Promise<void>} main
 */
export function runMain(main) {
  main().catch((error) => {
    process.stderr.write(
      error instanceof Explained ? `\n✗ ${error.message}\n` : `\n✗ ${error?.stack ?? error}\n`,
    );
    process.exitCode = 1;
    // Open handles (a database connection, a child's pipe) must not keep a failed start alive.
    setTimeout(() => process.exit(1), 100).unref();
  });
}
