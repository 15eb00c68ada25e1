import type { Core } from '@strapi/strapi';

interface Template {
  options: { from: { name: string; email: string }; object: string; message: string };
}
type Emails = Record<'email_confirmation' | 'reset_password', Template>;

const WORDS = {
  email_confirmation: {
    object: '請確認您的電子郵件 Please confirm your e-mail address',
    message: `<p>請點選下列連結，確認您在臺灣主權AI訓練語料庫註冊的電子郵件：</p>
<p>Please confirm the e-mail address that you signed up with at the Taiwan Sovereign AI Training Corpus:</p>
<p><a href="<%= URL %>?confirmation=<%= CODE %>"><%= URL %>?confirmation=<%= CODE %></a></p>
<p>若您沒有註冊，請不必理會本信。If you did not sign up, please ignore this mail.</p>`,
  },
  reset_password: {
    object: '重設密碼 Reset your password',
    message: `<p>有人要求重設您在臺灣主權AI訓練語料庫的密碼。若是您本人，請點選下列連結：</p>
<p>Somebody asked to reset your password at the Taiwan Sovereign AI Training Corpus. If it was you:</p>
<p><a href="<%= URL %>?code=<%= TOKEN %>"><%= URL %>?code=<%= TOKEN %></a></p>
<p>若不是您，請不必理會本信。If it was not you, please ignore this mail.</p>`,
  },
} as const;

/**
 * Members confirm their e-mail address before they can sign in; the mails are in both languages and
 * come from the product's own address. Pages of the site that the links lead to are settings:
 * MEMBER_CONFIRMED_URL, MEMBER_RESET_PASSWORD_URL.
 */
export async function ensureMemberSettings({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const store = strapi.store({ type: 'plugin', name: 'users-permissions' });
  const advanced = (await store.get({ key: 'advanced' })) as Record<string, unknown> | null;
  await store.set({
    key: 'advanced',
    value: {
      ...advanced,
      unique_email: true,
      email_confirmation: true,
      email_confirmation_redirection: process.env.MEMBER_CONFIRMED_URL ?? null,
      email_reset_password: process.env.MEMBER_RESET_PASSWORD_URL ?? null,
    },
  });
  const email = strapi.config.get<string>('plugin::email.settings.defaultFrom', 'corpus@localhost');
  const emails = (await store.get({ key: 'email' })) as Emails;
  for (const [name, words] of Object.entries(WORDS)) {
    const template = emails[name as keyof Emails];
    // The template's quotes are those of an attribute, not of a sentence.
    template.options = {
      ...template.options,
      ...words,
      from: { name: '臺灣主權AI訓練語料庫', email },
    };
  }
  await store.set({ key: 'email', value: emails });
}
