import type { ErrorParams } from '../domain/errors';
import type { zhHant } from '../messages/audit';
import type { ChainName } from './chains';

export type FindingCode = keyof typeof zhHant;

/** One thing that is not as it must be, and where. Its sentences are in src/messages/audit.ts. */
export interface Finding {
  readonly code: FindingCode;
  readonly chain?: ChainName;
  /** Number of the entry in its chain. */
  readonly seq?: number;
  /** documentId of the dataset. */
  readonly dataset?: string;
  readonly params?: ErrorParams;
}

export type Report = (finding: Finding) => void;

/** The first findings whole, the rest as a number: a trail of a million entries can break at each. */
export class Findings {
  private readonly kept: Finding[] = [];
  private count = 0;

  constructor(private readonly limit = 1000) {}

  readonly report: Report = (finding) => {
    this.count += 1;
    if (this.kept.length < this.limit) this.kept.push(finding);
  };

  get list(): readonly Finding[] {
    return this.kept;
  }

  get total(): number {
    return this.count;
  }
}
