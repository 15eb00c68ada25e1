import { Flex, LinkButton } from '@strapi/design-system';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import type { LicenceEdit } from '../../../../../../contracts/content';
import { useContentHistoryQuery, useContentQuery, type AnyRecord } from '../../api/content';
import { Answer, Notice } from '../../components/Answer';
import { ContentHistory } from '../../components/ContentHistory';
import { Screen } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';
import { isFormKind, type FormKind } from './fields';
import { RecordEditor } from './RecordEditor';
import type { Values } from './useRecordForm';
import { nameOf } from './useContentColumns';

/** One record in its form; `new` makes one. */
export function ContentEdit() {
  const { t } = useText();
  const { kind, id = 'new' } = useParams();
  const [search] = useSearchParams();
  if (!isFormKind(kind)) {
    return <Notice title={t('page.not_found')} text={t('page.not_found_hint')} />;
  }
  return <Loaded key={`${kind} ${id}`} kind={kind} id={id} from={search.get('from')} />;
}

interface LoadedProps {
  readonly kind: FormKind;
  readonly id: string;
  /** Of the licence that a new version begins with. */
  readonly from: string | null;
}

function Loaded({ kind, id, from }: LoadedProps) {
  const { t } = useText();
  const query = useContentQuery(kind);
  const isNew = id === 'new';
  return (
    <Answer query={query}>
      {(records) => {
        const record = records.find((one) => one.id === id) ?? null;
        const original = isNew ? (records.find((one) => one.id === from) ?? null) : null;
        if (record === null && !isNew) {
          return <Notice title={t('page.not_found')} text={t('page.not_found_hint')} />;
        }
        return (
          <Screen
            title={titleOf({ kind, record, original })}
            crumbs={[{ label: t(`content.${kind}.title`), to: `${ROOT}/content/${kind}` }]}
            actions={
              <LinkButton tag={Link} to={`${ROOT}/content/${kind}`} variant="tertiary">
                {t('action.back_to_list')}
              </LinkButton>
            }
          >
            <Flex direction="column" alignItems="stretch" gap={5}>
              <RecordEditor
                kind={kind}
                record={record}
                original={original}
                begin={begin(original)}
              />
              {record !== null && <History kind={kind} id={record.id} />}
            </Flex>
          </Screen>
        );
      }}
    </Answer>
  );

  function titleOf(of: { kind: FormKind; record: AnyRecord | null; original: AnyRecord | null }) {
    if (of.original !== null) return t('licence.new_version_title', { name: nameOf(of.original) });
    if (of.record === null) return t(`content.${kind}.new`);
    const title = t(`content.kind.${kind}`);
    return t('content.edit_title', { title, name: nameOf(of.record) });
  }
}

function History({ kind, id }: { kind: FormKind; id: string }) {
  const query = useContentHistoryQuery({ kind, id });
  return <Answer query={query}>{(events) => <ContentHistory events={events} />}</Answer>;
}

/** A new version has the text of the present one to work on, and names of its own. */
function begin(original: AnyRecord | null): Values {
  if (original === null) return {};
  const { name, nameEn, url, open, textZh, textEn } = original as LicenceEdit;
  return { name, nameEn, url, open, textZh, textEn };
}
