import { describe } from './draft-description';
import { chooseKeywords, rankTerms, type Lexicon } from './draft-keywords';
import { bodyOf, type DraftFile } from './draft-text';

export interface MetadataDraft {
  /** 1 to 3 sentences. */
  readonly description: string;
  /** 5 to 10, where the text has that many telling words. */
  readonly keywords: readonly string[];
}

const KEYWORDS = 8;

/**
 * Drafts description and keywords from the text of a dataset's files, without any outside
 * service. Running heads, page numbers and markup are left out of account.
 */
export function draftMetadata(files: readonly DraftFile[], lexicon: Lexicon): MetadataDraft {
  const bodies = files.map(bodyOf);
  const terms = rankTerms(bodies, lexicon);
  const keywords = chooseKeywords(terms, KEYWORDS);
  return { description: describe(bodies, keywords, lexicon), keywords };
}
