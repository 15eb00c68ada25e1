import type { EditedKind } from '../../../../../../contracts/content';
import type { TextKey } from '../../i18n/messages';

export type FormKind = Exclude<EditedKind, 'hot-keywords'>;

export interface FieldSpec {
  readonly name: string;
  readonly input:
    | 'line'
    | 'paragraph'
    | 'document'
    | 'yes-no'
    | 'day'
    | 'picture'
    | 'tags'
    | 'facet'
    | 'markdown';
  readonly label: TextKey;
  readonly hint?: TextKey;
  readonly required?: true;
  /** Given once, when the record is made. */
  readonly fixed?: true;
}

const line = (name: string, label: TextKey, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  input: 'line',
  label,
  ...more,
});
const required = { required: true } as const;
const code = line('code', 'content.field.code', {
  hint: 'content.hint.code',
  fixed: true,
  required: true,
});
const title = line('title', 'content.field.title', required);
const titleEn = line('titleEn', 'content.field.titleEn');
const image: FieldSpec = { name: 'image', input: 'picture', label: 'content.field.image' };
const retired = (hint: TextKey): FieldSpec => ({
  name: 'retired',
  input: 'yes-no',
  label: 'content.field.retired',
  hint,
});
const markdown = { input: 'markdown', hint: 'content.hint.markdown' } as const;

/** The form of each kind, field by field in its order. */
export const FORMS: Readonly<Record<FormKind, readonly FieldSpec[]>> = {
  tags: [
    { name: 'facet', input: 'facet', label: 'content.field.facet', fixed: true, required: true },
    code,
    line('name', 'content.field.name', required),
    line('nameEn', 'content.field.nameEn', required),
    retired('content.hint.retired_tag'),
  ],
  licences: [
    code,
    line('edition', 'content.field.edition', required),
    line('name', 'content.field.name', required),
    line('nameEn', 'content.field.nameEn'),
    line('url', 'content.field.url', { hint: 'content.hint.url' }),
    { name: 'open', input: 'yes-no', label: 'content.field.open', hint: 'content.hint.open' },
    { name: 'textZh', input: 'document', label: 'content.field.textZh' },
    { name: 'textEn', input: 'document', label: 'content.field.textEn' },
    retired('content.hint.retired_licence'),
  ],
  themes: [
    code,
    title,
    titleEn,
    line('subtitle', 'content.field.subtitle'),
    { name: 'text', input: 'paragraph', label: 'content.field.text' },
    { name: 'tags', input: 'tags', label: 'content.field.tags', hint: 'content.hint.themeTags' },
    image,
    retired('content.hint.retired_shown'),
  ],
  pages: [
    line('slug', 'content.field.slug', { hint: 'content.hint.slug', fixed: true, required: true }),
    title,
    titleEn,
    { name: 'body', label: 'content.field.body', ...markdown },
    { name: 'bodyEn', label: 'content.field.bodyEn', ...markdown },
  ],
  banners: [
    title,
    titleEn,
    { name: 'text', input: 'paragraph', label: 'content.field.text' },
    { name: 'textEn', input: 'paragraph', label: 'content.field.textEn_banner' },
    line('link', 'content.field.link', { hint: 'content.hint.link' }),
    {
      name: 'showFrom',
      input: 'day',
      label: 'content.field.showFrom',
      hint: 'content.hint.showFrom',
    },
    {
      name: 'showUntil',
      input: 'day',
      label: 'content.field.showUntil',
      hint: 'content.hint.showUntil',
    },
    image,
    retired('content.hint.retired_shown'),
  ],
};

export function isFormKind(kind: string | undefined): kind is FormKind {
  return kind !== undefined && Object.hasOwn(FORMS, kind);
}
