import type { StoredFinding } from './file-facts';
import type { ErrorParams } from '../errors';

/** What refuses a file that was received whole: the codes of the checks, each with its words. */
export const REFUSALS = [
  'file.empty',
  'file.type_mismatch',
  'file.malware',
  'file.too_complex',
  'file.processing_failed',
  'pdf.encrypted',
  'pdf.scanned',
  'pdf.damaged',
  'pdf.active_content',
  'odt.damaged',
  'odt.encrypted',
  'odt.active_content',
  'archive.bomb',
  'archive.path',
  'xml.invalid',
  'xml.dtd_forbidden',
  'json.invalid',
  'json.too_deep',
  'csv.invalid',
  'encoding.unknown',
] as const;

export type RefusalCode = (typeof REFUSALS)[number];

/** Thrown by an extractor: the file itself is at fault, and trying again would change nothing. */
export class FileRefused extends Error {
  readonly finding: StoredFinding;

  constructor(
    code: RefusalCode,
    where: { place?: string; count?: number; params?: ErrorParams } = {},
  ) {
    super(code);
    this.name = 'FileRefused';
    this.finding = {
      code,
      severity: 'error',
      place: where.place ?? null,
      count: where.count ?? 1,
      sample: null,
      params: { ...(where.place ? { place: where.place } : {}), ...where.params },
    };
  }
}

export function warning(
  code: string,
  rest: { place?: string; count?: number; sample?: string; params?: ErrorParams } = {},
): StoredFinding {
  return {
    code,
    severity: 'warning',
    place: rest.place ?? null,
    count: rest.count ?? 1,
    sample: rest.sample ?? null,
    params: { ...rest.params, ...(rest.count === undefined ? {} : { count: rest.count }) },
  };
}

/** 1, 2, 3, 7 → `1-3, 7`. */
export function formatRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === number) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
