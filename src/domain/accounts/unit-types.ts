/** The applicant unit types of the login page (請選擇申請單位類型), in the order shown. */
export const UNIT_TYPES = ['government', 'company', 'organisation'] as const;

export type UnitType = (typeof UNIT_TYPES)[number];

export function isUnitType(value: unknown): value is UnitType {
  return UNIT_TYPES.some((type) => type === value);
}
