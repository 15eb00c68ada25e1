import type { OfficerRole } from '../access/roles';

/** 權限角色 as every interface names it. */
export const ROLE_NAMES: Readonly<Record<OfficerRole, { zhHant: string; en: string }>> = {
  provider: { zhHant: '資料提供者', en: 'Data provider' },
  'agency-manager': { zhHant: '機關管理者', en: 'Agency manager' },
  'platform-admin': { zhHant: '後臺管理者', en: 'Platform admin' },
};
