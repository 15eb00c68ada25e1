import type { Knex } from 'knex';

export type ClockAction = 'delist' | 'expire';

/** What the clock's work needs from the service. */
export interface TimeParts {
  readonly db: Knex;
  /** Moves one dataset if it is still due; false where it was moved already. */
  readonly move: (due: {
    readonly documentId: string;
    readonly action: ClockAction;
    readonly at: Date;
  }) => Promise<boolean>;
  readonly log: Record<'info' | 'warn' | 'error', (message: string) => void>;
}
