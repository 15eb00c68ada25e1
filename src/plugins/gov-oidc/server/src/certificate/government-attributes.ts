import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** Attribute of Taiwan's government certificates that holds the agency's OID. */
const AGENCY_OID_ATTRIBUTE = '2.16.886.1.100.2.102';

const ORGANISATIONAL_UNIT = '2.5.4.11';
const ORGANISATION = '2.5.4.10';

function textOf(value: unknown): string | null {
  if (value instanceof asn1js.ObjectIdentifier) return value.valueBlock.toString();
  const block: unknown = value instanceof asn1js.BaseBlock ? value.valueBlock : null;
  if (typeof block !== 'object' || block === null || !('value' in block)) return null;
  return typeof block.value === 'string' ? block.value.trim() : null;
}

/** The agency OIDs that a certificate names; more or fewer than one are not for us to choose from. */
export function readAgencyOids(extension: pkijs.Extension | undefined): readonly string[] {
  const attributes: unknown = extension?.parsedValue;
  if (!(attributes instanceof pkijs.SubjectDirectoryAttributes)) return [];
  return attributes.attributes
    .filter(({ type }) => type === AGENCY_OID_ATTRIBUTE)
    .flatMap(({ values }) => values.map(textOf))
    .filter((text) => text !== null);
}

/** 單位名稱: the innermost organisational unit of the subject, else its organisation. */
export function readUnitName(subject: pkijs.RelativeDistinguishedNames): string | null {
  const last = (oid: string) =>
    subject.typesAndValues.filter(({ type }) => type === oid).at(-1)?.value;
  return textOf(last(ORGANISATIONAL_UNIT) ?? last(ORGANISATION));
}
