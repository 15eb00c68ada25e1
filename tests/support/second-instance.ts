/**
 * Another instance of the service, in a process of its own on the same database: does what is due
 * at the moment named on the command line, and prints the result. Waits for a line on stdin first,
 * so that a test can let two begin together.
 */
import { once } from 'node:events';
import { timeParts } from '../../src/time';
import { runDue } from '../../src/time/run-due';
import { loadStrapi } from './app';

async function main(moment: string): Promise<void> {
  const strapi = await loadStrapi();
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  const result = await runDue(timeParts(strapi), new Date(moment));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

main(process.argv[2] ?? '').then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
