import type { Knex } from 'knex';

/**
 * What the file pipeline asks of the review workflow: who may see or change the files of a
 * dataset, and to record that its files changed. The workflow implements it and registers it
 * with `strapi.add('dataset-access', implementation)`; the pipeline knows nothing else of it.
 */
export interface DatasetAccess {
  /**
   * Passes when the actor may see the dataset.
   *
   * @throws DomainError review.not_found (404), also for what is outside the actor's scope
   */
  requireVisible(request: DatasetRequest): Promise<void>;

  /**
   * Passes when the actor may change the dataset's content now.
   *
   * @throws DomainError review.not_found (404), request.forbidden (403), review.locked (409)
   */
  requireEditable(request: DatasetRequest): Promise<void>;

  /**
   * Links a new file to the dataset's draft row and grows the dataset's version, after checking
   * again, inside `transaction`, that the actor may edit the dataset.
   *
   * @throws DomainError as requireEditable
   */
  fileAdded(change: FileChange): Promise<void>;

  /**
   * Unlinks a file from the draft row and grows the version; same checks as `fileAdded`.
   *
   * @returns whether a public or formerly public version still refers to the file, so that its
   * row and bytes must stay
   */
  fileRemoved(change: FileChange): Promise<{ readonly stillReferenced: boolean }>;

  /**
   * A file was accepted or refused: total bytes and tokens of the draft are summed again from its
   * accepted files. Does not grow the version, as nobody edited anything.
   */
  filesChecked(change: { datasetId: string; transaction: Knex.Transaction }): Promise<void>;
}

export interface DatasetRequest {
  /** Strapi admin user id. */
  readonly actorId: number;
  /** documentId of the dataset. */
  readonly datasetId: string;
}

export interface FileChange extends DatasetRequest {
  /** documentId of the row of dataset_files. */
  readonly fileId: string;
  readonly transaction: Knex.Transaction;
}

/** Name under which the implementation stands in Strapi's container. */
export const DATASET_ACCESS = 'dataset-access';
