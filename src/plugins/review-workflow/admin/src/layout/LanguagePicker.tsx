import { getFetchClient, useAuth } from '@strapi/strapi/admin';
import { Flex } from '@strapi/design-system';
import { useDispatch } from 'react-redux';
import { corpusApi, TAGS } from '../api/client';
import { CHINESE, ENGLISH } from '../i18n/language';
import { useText } from '../i18n/useText';
import { BarButton } from './BarButton';

const CHOICES = [
  { code: CHINESE, name: '中文', lang: 'zh-Hant-TW' },
  { code: ENGLISH, name: 'English', lang: 'en' },
] as const;

/** Changes the panel's language at once, and for the person's next sign-in. */
export function LanguagePicker() {
  const { t, isChinese } = useText();
  const dispatch = useDispatch();
  const user = useAuth('LanguagePicker', (state) => state.user);
  const choose = (code: string) => {
    // Strapi keeps the language in its store; its own profile page sends the same action.
    dispatch({ type: 'admin/setLocale', payload: code });
    // Sentences that the service wrote, such as findings in files, come again in the new language.
    dispatch(corpusApi.util.invalidateTags(TAGS));
    if (user !== undefined) {
      void getFetchClient()
        .put('/admin/users/me', { preferedLanguage: code })
        .catch(() => undefined);
    }
  };
  return (
    <Flex gap={1} role="group" aria-label={t('bar.language')}>
      {CHOICES.map(({ code, name, lang }) => (
        <BarButton
          key={code}
          type="button"
          lang={lang}
          aria-pressed={(code === CHINESE) === isChinese}
          onClick={() => choose(code)}
        >
          {name}
        </BarButton>
      ))}
    </Flex>
  );
}
