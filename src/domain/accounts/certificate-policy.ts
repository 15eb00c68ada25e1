/** What the rules look at in a certificate; times are UTC. */
export interface CertificateFacts {
  readonly serialNumber: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly isAuthority: boolean;
  /** Key usage bits by name; null where the extension is missing. */
  readonly keyUsage: ReadonlySet<string> | null;
  /** Agency OIDs of the subject directory attributes. */
  readonly agencyOids: readonly string[];
  /** 單位名稱. */
  readonly unitName: string | null;
  /** Critical extensions that nobody here understands. */
  readonly unknownCritical: readonly string[];
  readonly keyType: 'rsa' | 'ec' | 'other';
  readonly keyBits: number;
}

export type CertificateRefusal =
  | 'certificate.not_yet_valid'
  | 'certificate.expired'
  | 'certificate.is_authority'
  | 'certificate.wrong_usage'
  | 'certificate.unknown_extension'
  | 'certificate.weak_key'
  | 'certificate.agency_missing'
  | 'certificate.agency_mismatch';

interface Check {
  readonly code: CertificateRefusal;
  readonly fails: (facts: CertificateFacts, at: Date) => boolean;
}

/** Smallest keys accepted, in bits (NIST SP 800-57: 112 bits of security or more). */
const MIN_RSA_BITS = 2048;
const MIN_EC_BITS = 256;

function isWeak({ keyType, keyBits }: CertificateFacts): boolean {
  if (keyType === 'rsa') return keyBits < MIN_RSA_BITS;
  return keyType !== 'ec' || keyBits < MIN_EC_BITS;
}

/** In the order in which they are told: the first that fails is what the officer reads. */
const CHECKS: readonly Check[] = [
  { code: 'certificate.not_yet_valid', fails: ({ notBefore }, at) => at < notBefore },
  { code: 'certificate.expired', fails: ({ notAfter }, at) => at > notAfter },
  { code: 'certificate.is_authority', fails: ({ isAuthority }) => isAuthority },
  {
    code: 'certificate.wrong_usage',
    // A signing card: an encryption certificate has no digitalSignature.
    fails: ({ keyUsage }) => !keyUsage?.has('digitalSignature'),
  },
  {
    code: 'certificate.unknown_extension',
    fails: ({ unknownCritical }) => unknownCritical.length > 0,
  },
  { code: 'certificate.weak_key', fails: isWeak },
  { code: 'certificate.agency_missing', fails: ({ agencyOids }) => agencyOids.length !== 1 },
];

/** The first rule that a certificate breaks at a moment; null where it breaks none. */
export function findCertificateFault(facts: CertificateFacts, at: Date): CertificateRefusal | null {
  return CHECKS.find(({ fails }) => fails(facts, at))?.code ?? null;
}
