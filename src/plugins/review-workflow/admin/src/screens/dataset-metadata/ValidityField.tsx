import { Typography } from '@strapi/design-system';
import type { Validity } from '../../../../../../domain/dataset/content';
import { useText } from '../../i18n/useText';
import { Group } from './CheckGroup';
import { YearInput } from './YearInput';

interface Props {
  readonly validity: Validity | null;
  readonly error: string | undefined;
  readonly onChange: (validity: Validity | null) => void;
}

/** 授權有效期間: 永久, or 西元 … 年止 */
export function ValidityField({ validity, error, onChange }: Props) {
  const { t } = useText();
  const permanent = validity !== null && 'permanent' in validity;
  const untilYear = validity !== null && 'untilYear' in validity ? validity.untilYear : null;
  return (
    <Group id="field-validity" tabIndex={-1}>
      <legend>
        {t('field.validity')}
        <span aria-hidden="true"> *</span>
      </legend>
      <label>
        <input
          type="radio"
          name="validity"
          checked={permanent}
          onChange={() => onChange({ permanent: true })}
        />
        {t('field.permanent')}
      </label>
      <label>
        <input
          type="radio"
          name="validity"
          checked={untilYear !== null}
          onChange={() => onChange({ untilYear: new Date().getFullYear() })}
        />
        {t('field.until_year')}
      </label>
      {untilYear !== null && (
        <YearInput
          name="validity.untilYear"
          label={t('field.until_year_value')}
          value={untilYear}
          onChange={(year) => year !== null && onChange({ untilYear: year })}
        />
      )}
      {error !== undefined && (
        <Typography textColor="danger700" role="alert">
          {error}
        </Typography>
      )}
    </Group>
  );
}
