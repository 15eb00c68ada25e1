import { Grid, Typography } from '@strapi/design-system';
import type { DatasetContent } from '../../../../../../domain/dataset/content';
import { useText } from '../../i18n/useText';
import { YearInput } from './YearInput';

interface Props {
  readonly content: DatasetContent;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (changes: Partial<DatasetContent>) => void;
}

/** 發佈年份: from, to */
export function YearFields({ content, errors, onChange }: Props) {
  const { t } = useText();
  return (
    <div>
      <Grid.Root gap={4}>
        <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
          <YearInput
            name="yearFrom"
            label={t('field.yearFrom')}
            required
            value={content.yearFrom}
            error={errors.yearFrom}
            onChange={(yearFrom) => onChange({ yearFrom })}
          />
        </Grid.Item>
        <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
          <YearInput
            name="yearTo"
            label={t('field.yearTo')}
            required
            value={content.yearTo}
            error={errors.yearTo}
            onChange={(yearTo) => onChange({ yearTo })}
          />
        </Grid.Item>
      </Grid.Root>
      <Typography variant="pi" textColor="neutral700">
        {t('field.years_hint')}
      </Typography>
    </div>
  );
}
