import { TAG_FIELDS, type DatasetContent } from '../dataset/content';
import { merelyRepeats } from '../dataset/text';
import type { Issue } from '../errors';

export interface FileFact {
  readonly id: string;
  readonly name: string;
  readonly state: 'uploaded' | 'checking' | 'accepted' | 'refused';
}

/**
 * Everything a record still lacks before it may be submitted, in the order of the form; empty when
 * it is complete.
 *
 * @param year the year now in Asia/Taipei.
 * @see product.md, The dataset; user guide pp. 15-18
 */
export function missingForSubmission(
  content: DatasetContent,
  files: readonly FileFact[],
  year: number,
): Issue[] {
  return [
    ...fileIssues(files),
    ...textIssues(content),
    ...tagIssues(content),
    ...termIssues(content, year),
    ...contactIssues(content),
  ];
}

function fileIssues(files: readonly FileFact[]): Issue[] {
  if (files.length === 0) return [{ code: 'incomplete.files', path: 'files' }];
  return files
    .filter(({ state }) => state !== 'accepted')
    .map(({ id, name, state }) => ({
      code: state === 'refused' ? 'incomplete.file_refused' : 'incomplete.file_checking',
      path: `files.${id}`,
      params: { name },
    }));
}

function textIssues({ name, description, keywords }: DatasetContent): Issue[] {
  const issues: Issue[] = [];
  if (name === null) issues.push({ code: 'incomplete.name', path: 'name' });
  if (description === null) issues.push({ code: 'incomplete.description', path: 'description' });
  if (name !== null && description !== null && merelyRepeats(description, name)) {
    issues.push({ code: 'description.repeats_name', path: 'description' });
  }
  if (keywords.length === 0) issues.push({ code: 'incomplete.keywords', path: 'keywords' });
  return issues;
}

function tagIssues(content: DatasetContent): Issue[] {
  return TAG_FIELDS.flatMap(({ field, other }): Issue[] => {
    const codes = content[field];
    if (codes.length === 0) return [{ code: `incomplete.${field}`, path: field }];
    return codes.includes('other') && content[other] === null
      ? [{ code: 'incomplete.other_text', path: other }]
      : [];
  });
}

function termIssues(content: DatasetContent, year: number): Issue[] {
  const { licence, validity, yearFrom, yearTo } = content;
  const issues: Issue[] = [];
  if (licence === null) issues.push({ code: 'incomplete.licence', path: 'licence' });
  if (validity === null) issues.push({ code: 'incomplete.validity', path: 'validity' });
  else if ('untilYear' in validity && validity.untilYear < year) {
    issues.push({ code: 'validity.ended', path: 'validity.untilYear' });
  }
  if (yearFrom === null) issues.push({ code: 'incomplete.yearFrom', path: 'yearFrom' });
  if (yearTo === null) issues.push({ code: 'incomplete.yearTo', path: 'yearTo' });
  if (yearFrom !== null && yearTo !== null && yearFrom > yearTo) {
    issues.push({ code: 'years.reversed', path: 'yearFrom' });
  }
  return issues;
}

function contactIssues({ contact }: DatasetContent): Issue[] {
  return (['name', 'phone', 'email'] as const)
    .filter((field) => contact[field] === null)
    .map((field) => ({ code: `incomplete.contact_${field}`, path: `contact.${field}` }));
}
