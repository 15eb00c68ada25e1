import { DomainError, type Issue } from '../errors';

/** What a member asks for; read from a form, so that everything arrives as text. */
export interface ApplicationForm {
  readonly purpose: string;
  readonly benefit: string;
  /** documentIds of restricted datasets, or null for all restricted data. */
  readonly datasets: readonly string[] | null;
  /** documentId of the member's own earlier application whose grant shall go on; null for a new one. */
  readonly renews: string | null;
  readonly licence: {
    readonly code: string;
    readonly version: string;
    /** Hash of the text that was shown and accepted; empty where the licence has no text yet. */
    readonly textHash: string;
  };
}

const MAX_TEXT = 2000;
const MAX_DATASETS = 100;

/** @throws DomainError request.invalid (422) with every wrong field */
export function readApplication(form: Readonly<Record<string, string>>): ApplicationForm {
  const issues: Issue[] = [];
  const text = (path: string): string => {
    const value = (form[path] ?? '').trim();
    if (value === '') issues.push({ code: 'access.field_required', path });
    else if (value.length > MAX_TEXT) {
      issues.push({ code: 'access.text_too_long', path, params: { limit: MAX_TEXT } });
    } else if (value.includes('\u0000')) issues.push({ code: 'access.field_required', path });
    return value;
  };
  const purpose = text('purpose');
  const benefit = text('benefit');
  const licence = { code: text('licence'), version: text('licenceVersion') };
  // A renewal is for the same data.
  const renewal = readRenews(form.renews) !== null;
  const all = form.all === 'true' || renewal;
  const datasets = all ? null : readDatasets(form.datasets ?? '');
  if (datasets?.length === 0 || (datasets?.length ?? 0) > MAX_DATASETS) {
    issues.push({
      code: 'access.datasets_required',
      path: 'datasets',
      params: { limit: MAX_DATASETS },
    });
  }
  if (form.accepted !== 'true')
    issues.push({ code: 'access.acceptance_required', path: 'accepted' });
  if (issues.length > 0) throw new DomainError('request.invalid', 'invalid', { issues });
  return {
    purpose,
    benefit,
    datasets,
    renews: readRenews(form.renews),
    licence: { ...licence, textHash: (form.licenceTextHash ?? '').trim() },
  };
}

function readRenews(value: string | undefined): string | null {
  const text = (value ?? '').trim();
  return text === '' ? null : text.slice(0, 64);
}

function readDatasets(text: string): string[] {
  const ids = text.split(/[,\s]+/).filter((id) => /^[A-Za-z0-9]{1,64}$/.test(id));
  return [...new Set(ids)];
}
