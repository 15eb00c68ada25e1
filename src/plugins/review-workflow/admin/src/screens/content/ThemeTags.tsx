import { Flex, Typography } from '@strapi/design-system';
import type { TagEdit } from '../../../../../../contracts/content';
import { FACETS } from '../../../../../../domain/dataset/content';
import { useContentQuery } from '../../api/content';
import { Answer } from '../../components/Answer';
import { useText } from '../../i18n/useText';
import { CheckGroup } from '../dataset-metadata/CheckGroup';

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** The tags whose datasets a theme shows, facet by facet. */
export function ThemeTags({ label, hint, error, value, onChange }: Props) {
  const { t, isChinese } = useText();
  const query = useContentQuery('tags');
  return (
    <Flex direction="column" alignItems="stretch" gap={3} role="group" aria-label={label}>
      <Typography variant="pi" fontWeight="bold">
        {label}
      </Typography>
      <Typography variant="pi" textColor="neutral700">
        {hint}
      </Typography>
      {value.length === 0 && (
        <Typography variant="pi" textColor="danger700">
          {t('theme.tags_none')}
        </Typography>
      )}
      <Answer query={query}>
        {(records) => (
          <>
            {FACETS.map((facet) => (
              <CheckGroup
                key={facet}
                id={`tags-${facet}`}
                legend={t(`content.facet.${facet}`)}
                required={false}
                chosen={value}
                options={(records as readonly TagEdit[])
                  .filter((tag) => tag.facet === facet)
                  .filter(({ retired, id }) => !retired || value.includes(id))
                  .map(({ id, name, nameEn }) => ({ code: id, label: isChinese ? name : nameEn }))}
                onChange={onChange}
              />
            ))}
          </>
        )}
      </Answer>
      {error !== undefined && <Typography textColor="danger700">{error}</Typography>}
    </Flex>
  );
}
