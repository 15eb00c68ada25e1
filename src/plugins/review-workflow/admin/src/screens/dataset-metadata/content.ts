import type { DatasetView } from '../../../../../../contracts/datasets';
import { EMPTY_CONTENT, type DatasetContent } from '../../../../../../domain/dataset/content';
import { missingForSubmission } from '../../../../../../domain/review/completeness';
import { taipeiDay } from '../../../../../../domain/time/taipei';
import { say } from '../../../../../../messages';
import { apiLanguage } from '../../i18n/language';

const FIELDS = Object.keys(EMPTY_CONTENT) as (keyof DatasetContent)[];

/** What of a dataset its provider writes. */
export function contentOf(dataset: DatasetView): DatasetContent {
  return Object.fromEntries(
    FIELDS.map((field) => [field, dataset[field]]),
  ) as unknown as DatasetContent;
}

/** The fields that differ. */
export function changesOf(before: DatasetContent, after: DatasetContent): Partial<DatasetContent> {
  return Object.fromEntries(
    FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field])).map(
      (field) => [field, after[field]],
    ),
  );
}

export interface Missing {
  readonly path: string;
  readonly message: string;
}

/** What is missing before it can be submitted, by the same rule as the service, while typing. */
export function missingOf(content: DatasetContent, files: DatasetView['files']): Missing[] {
  const year = Number(taipeiDay(new Date()).slice(0, 4));
  return missingForSubmission(content, files, year).map(({ code, path = '', params }) => ({
    path,
    message: say(code, apiLanguage(), params),
  }));
}
