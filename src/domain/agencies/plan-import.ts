/** One agency as a file or the register has it; contact data are null where there are none. */
export interface AgencyFacts {
  readonly oid: string;
  readonly name: string;
  readonly telephone: string | null;
  readonly address: string | null;
  readonly dn: string | null;
}

export interface RegisteredAgency extends AgencyFacts {
  readonly id: number;
  /** Names it had before, from its `formerNames`. */
  readonly formerNames: readonly string[];
  /** OIDs it had before, from its `formerOids`. */
  readonly formerOids: readonly string[];
}

export interface AgencyChange {
  readonly id: number;
  readonly before: AgencyFacts;
  readonly after: AgencyFacts;
}

export interface ImportPlan {
  readonly added: readonly AgencyFacts[];
  readonly changed: readonly AgencyChange[];
  readonly unchanged: number;
  /** Called in the file what they are known to have been called before: the register is newer. */
  readonly keptNames: readonly { readonly oid: string; readonly name: string }[];
  /** Under an OID in the file that a registered agency had before: left as it is registered. */
  readonly formerOids: readonly { readonly oid: string; readonly present: string }[];
}

const CONTACT = ['telephone', 'address', 'dn'] as const;

/**
 * What an import would do. It adds and updates; it never deletes or retires, as a missing row may
 * only mean an older or partial file. An empty contact field leaves what is registered.
 *
 * @param rows at most one for an OID.
 */
export function planImport(
  rows: readonly AgencyFacts[],
  registered: readonly RegisteredAgency[],
): ImportPlan {
  const present = new Map(registered.map((agency) => [agency.oid, agency]));
  const former = new Map(
    registered.flatMap(({ oid, formerOids }) => formerOids.map((o) => [o, oid])),
  );
  const added: AgencyFacts[] = [];
  const changed: AgencyChange[] = [];
  const keptNames: { oid: string; name: string }[] = [];
  const formerOids: { oid: string; present: string }[] = [];
  for (const row of rows) {
    const before = present.get(row.oid);
    const renumbered = former.get(row.oid);
    if (!before) {
      if (renumbered === undefined) added.push(row);
      else formerOids.push({ oid: row.oid, present: renumbered });
      continue;
    }
    const keepsName = row.name !== before.name && before.formerNames.includes(row.name);
    if (keepsName) keptNames.push({ oid: row.oid, name: before.name });
    const after = merged(before, row, keepsName ? before.name : row.name);
    if (!same(before, after)) changed.push({ id: before.id, before, after });
  }
  const unchanged = rows.length - added.length - changed.length - formerOids.length;
  return { added, changed, unchanged, keptNames, formerOids };
}

function merged(before: AgencyFacts, row: AgencyFacts, name: string): AgencyFacts {
  return {
    oid: row.oid,
    name,
    telephone: row.telephone ?? before.telephone,
    address: row.address ?? before.address,
    dn: row.dn ?? before.dn,
  };
}

function same(a: AgencyFacts, b: AgencyFacts): boolean {
  return a.name === b.name && CONTACT.every((field) => a[field] === b[field]);
}
