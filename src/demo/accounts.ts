/**
 * The demo's people. The account is also the subject and the password at the demo's identity
 * provider. All names are made up; none of this exists in production.
 */
export interface DemoAccount {
  readonly account: string;
  readonly name: string;
  readonly email: string;
  /** 公務人員 (public servant) or 一般民眾 (citizen). */
  readonly kind: 'public-servant' | 'citizen';
  readonly agencyOid: string | null;
  readonly agencyName: string | null;
  /** Role the demo starts with; null has to apply for one first. */
  readonly role: 'provider' | 'agency-manager' | 'platform-admin' | null;
}

const MODA = { agencyOid: '2.16.886.101.20003.20082', agencyName: '數位發展部' } as const;
const MOC = { agencyOid: '2.16.886.101.20003.20067', agencyName: '文化部' } as const;

function officer(
  account: string,
  name: string,
  agency: typeof MODA | typeof MOC,
  role: DemoAccount['role'],
): DemoAccount {
  return {
    account,
    name,
    email: `${account}@demo.invalid`,
    kind: 'public-servant',
    ...agency,
    role,
  };
}

/** A member of the public site, who signs in at the same provider through a client of its own. */
export interface DemoMember {
  readonly account: string;
  readonly name: string;
  readonly email: string;
}

export const DEMO_MEMBERS: readonly DemoMember[] = [
  { account: 'member.chen', name: '陳思妤', email: 'member.chen@demo.invalid' },
  { account: 'member.lee', name: '李承翰', email: 'member.lee@demo.invalid' },
];

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  officer('provider.moda', '林怡君', MODA, 'provider'),
  officer('provider2.moda', '陳冠宇', MODA, 'provider'),
  officer('manager.moda', '王淑芬', MODA, 'agency-manager'),
  officer('provider.moc', '張家豪', MOC, 'provider'),
  officer('manager.moc', '李美玲', MOC, 'agency-manager'),
  officer('admin1.platform', '黃志明', MODA, 'platform-admin'),
  officer('admin2.platform', '吳雅婷', MODA, 'platform-admin'),
  officer('newcomer.moda', '曾俊傑', MODA, null),
  {
    account: 'citizen.lin',
    name: '林大同',
    email: 'citizen.lin@demo.invalid',
    kind: 'citizen',
    agencyOid: null,
    agencyName: null,
    role: null,
  },
];
