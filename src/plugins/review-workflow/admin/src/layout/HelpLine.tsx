import { Typography } from '@strapi/design-system';
import { useText } from '../i18n/useText';

const env = process.env as { STRAPI_ADMIN_HELP_PHONE?: string; STRAPI_ADMIN_HELP_EMAIL?: string };

/** Set while the panel is built, as all its settings are. */
const PHONE = env.STRAPI_ADMIN_HELP_PHONE ?? '0800-023-300';
const EMAIL = env.STRAPI_ADMIN_HELP_EMAIL ?? 'tsaitc@moda.gov.tw';

/** Whom to ask, on every page. */
export function HelpLine() {
  const { t } = useText();
  return (
    <Typography variant="pi" textColor="neutral700" tag="footer" role="contentinfo">
      {t('bar.help', { phone: PHONE, email: EMAIL })}
    </Typography>
  );
}
