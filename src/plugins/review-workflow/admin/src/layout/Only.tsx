import type { ReactNode } from 'react';
import type { OfficerRole } from '../../../../../domain/access/roles';
import { Notice } from '../components/Answer';
import { useText } from '../i18n/useText';
import { useMe } from './me';

interface Props {
  readonly roles: readonly OfficerRole[];
  readonly children: ReactNode;
}

/** A screen for these roles; others who come by its address are told so. The service decides anyway. */
export function Only({ roles, children }: Props) {
  const { t } = useText();
  const { role } = useMe();
  if (roles.includes(role)) return <>{children}</>;
  return <Notice title={t('page.not_for_role')} />;
}
