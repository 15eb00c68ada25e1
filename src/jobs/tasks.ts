/** Every task by its name, with what it is told. Enqueuing and handling agree on this. */
export interface Tasks {
  /** Reads an uploaded file and decides whether it is accepted. */
  'ingest-file': { readonly fileId: string };
  /** Makes the files for training of one state of a published dataset. */
  'make-export': {
    readonly documentId: string;
    readonly etag: string;
    readonly format: 'jsonl' | 'parquet';
  };
}

export type TaskName = keyof Tasks;

export const TASK_NAMES = ['ingest-file', 'make-export'] as const satisfies readonly TaskName[];

export interface TaskRun {
  /** 0 for the first try. */
  readonly attempt: number;
  /** Aborted when the process shuts down; the task is then taken up again by another. */
  readonly signal: AbortSignal;
}

export interface TaskDefinition<Name extends TaskName> {
  readonly name: Name;
  /** How many run at the same time in one process. */
  readonly concurrency: number;
  /** A throw means an outage: the task is tried again later, with growing pauses. */
  run(payload: Tasks[Name], run: TaskRun): Promise<void>;
  /** All tries were used up, or the process died each time. */
  giveUp(payload: Tasks[Name]): Promise<void>;
}
