import type {
  BannerEdit,
  LicenceEdit,
  PageEdit,
  TagEdit,
  ThemeEdit,
} from '../../../../../../contracts/content';
import { taipeiDay } from '../../../../../../domain/time/taipei';
import type { AnyRecord } from '../../api/content';
import type { Column } from '../../components/DataTable';
import { Pill, type Tone } from '../../components/Pill';
import { useFormat } from '../../i18n/useFormat';
import { useText, type Say } from '../../i18n/useText';
import type { FormKind } from './fields';

type Columns<Row> = readonly Column<Row>[];

/** What a list shows of each record, besides its place and its buttons. */
export function useContentColumns(kind: FormKind): Columns<AnyRecord> {
  const { t } = useText();
  const { number, dateTime } = useFormat();
  const columns = {
    tags: tagColumns(t, number),
    licences: licenceColumns(t, number),
    themes: themeColumns(t, number),
    pages: pageColumns(t, dateTime),
    banners: bannerColumns(t),
  };
  return columns[kind] as unknown as Columns<AnyRecord>;
}

/** The name by which people know a record. */
export function nameOf(record: AnyRecord): string {
  if ('title' in record) return record.title;
  return 'word' in record ? record.word : record.name;
}

type Count = (value: number) => string;

function stateColumn(t: Say): Column<{ readonly retired: boolean }> {
  return {
    key: 'state',
    title: t('content.state'),
    cell: ({ retired }) => (
      <Pill tone={retired ? 'neutral' : 'good'}>
        {t(retired ? 'content.retired' : 'content.in_use')}
      </Pill>
    ),
  };
}

function tagColumns(t: Say, count: Count): Columns<TagEdit> {
  return [
    { key: 'name', title: t('content.field.name'), cell: ({ name }) => name },
    { key: 'nameEn', title: t('content.field.nameEn'), cell: ({ nameEn }) => nameEn },
    { key: 'code', title: t('content.field.code'), cell: ({ code }) => <code>{code}</code> },
    { key: 'datasets', title: t('content.datasets'), cell: ({ datasets }) => count(datasets) },
    stateColumn(t),
  ];
}

function licenceColumns(t: Say, count: Count): Columns<LicenceEdit> {
  return [
    { key: 'code', title: t('content.field.code'), cell: ({ code }) => <code>{code}</code> },
    { key: 'edition', title: t('content.field.edition'), cell: ({ edition }) => edition },
    { key: 'name', title: t('content.field.name'), cell: ({ name }) => name },
    {
      key: 'open',
      title: t('licence.access'),
      cell: ({ open }) => t(open ? 'licence.open' : 'licence.restricted'),
    },
    {
      key: 'text',
      title: t('licence.text'),
      cell: ({ textHash }) => (
        <Pill tone={textHash === null ? 'bad' : 'good'}>
          {t(textHash === null ? 'licence.text_missing' : 'licence.text_entered')}
        </Pill>
      ),
    },
    { key: 'datasets', title: t('content.datasets'), cell: ({ datasets }) => count(datasets) },
    stateColumn(t),
  ];
}

function themeColumns(t: Say, count: Count): Columns<ThemeEdit> {
  return [
    {
      key: 'image',
      title: t('content.field.image'),
      cell: ({ image }) =>
        image === null ? (
          t('theme.image_none')
        ) : (
          <img src={image.url} alt={image.alternativeText ?? ''} style={{ maxHeight: '4.8rem' }} />
        ),
    },
    {
      key: 'title',
      title: t('content.field.title'),
      cell: ({ title, subtitle }) => (
        <>
          <strong>{title}</strong>
          {subtitle !== null && <div>{subtitle}</div>}
        </>
      ),
    },
    { key: 'titleEn', title: t('content.field.titleEn'), cell: ({ titleEn }) => titleEn ?? '' },
    {
      key: 'datasets',
      title: t('content.datasets_public'),
      cell: ({ datasets }) => count(datasets),
    },
    stateColumn(t),
  ];
}

const PAGE_TONES: Readonly<Record<PageEdit['state'], Tone>> = {
  draft: 'neutral',
  published: 'good',
  changed: 'changing',
};

function pageColumns(t: Say, dateTime: (iso: string) => string): Columns<PageEdit> {
  return [
    { key: 'title', title: t('content.field.title'), cell: ({ title }) => title },
    {
      key: 'titleEn',
      title: t('content.field.titleEn'),
      cell: ({ titleEn, bodyEn }) =>
        bodyEn === null ? `${titleEn ?? ''} ${t('page.english_missing')}`.trim() : (titleEn ?? ''),
    },
    { key: 'slug', title: t('content.field.slug'), cell: ({ slug }) => <code>{slug}</code> },
    {
      key: 'state',
      title: t('content.state'),
      cell: ({ state }) => <Pill tone={PAGE_TONES[state]}>{t(`page.state.${state}`)}</Pill>,
    },
    {
      key: 'publishedAt',
      title: t('page.published_at'),
      cell: ({ publishedAt }) => (publishedAt === null ? '' : dateTime(publishedAt)),
    },
  ];
}

function bannerColumns(t: Say): Columns<BannerEdit> {
  return [
    {
      key: 'image',
      title: t('content.field.image'),
      cell: ({ image }) =>
        image === null ? (
          t('theme.image_none')
        ) : (
          <img src={image.url} alt={image.alternativeText ?? ''} style={{ maxHeight: '4.8rem' }} />
        ),
    },
    { key: 'title', title: t('content.field.title'), cell: ({ title }) => title },
    { key: 'period', title: t('banner.period'), cell: (banner) => periodOf(t, banner) },
    {
      key: 'state',
      title: t('content.state'),
      cell: (banner) => {
        const state = bannerState(banner, taipeiDay(new Date()));
        const word = state === 'retired' ? t('content.retired') : t(`banner.${state}`);
        return <Pill tone={BANNER_TONES[state]}>{word}</Pill>;
      },
    },
  ];
}

type BannerState = 'retired' | 'later' | 'over' | 'shown';

const BANNER_TONES: Readonly<Record<BannerState, Tone>> = {
  retired: 'neutral',
  later: 'waiting',
  over: 'neutral',
  shown: 'good',
};

function bannerState({ retired, showFrom, showUntil }: BannerEdit, today: string): BannerState {
  if (retired) return 'retired';
  if (showFrom !== null && showFrom > today) return 'later';
  return showUntil !== null && showUntil < today ? 'over' : 'shown';
}

function periodOf(t: Say, { showFrom, showUntil }: BannerEdit): string {
  const days = [
    showFrom === null ? null : t('banner.from', { day: showFrom }),
    showUntil === null ? null : t('banner.until', { day: showUntil }),
  ].filter((day) => day !== null);
  return days.length === 0 ? t('banner.always') : days.join(' ');
}
