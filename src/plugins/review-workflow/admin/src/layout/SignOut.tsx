import { useAuth } from '@strapi/strapi/admin';
import { useText } from '../i18n/useText';
import { BarButton } from './BarButton';

/** 登出: asks first where something is not saved, as Strapi does. */
export function SignOut() {
  const { t } = useText();
  const logout = useAuth('SignOut', (state) => state.logout);
  return (
    <BarButton type="button" onClick={() => void logout()}>
      {t('bar.sign_out')}
    </BarButton>
  );
}
