import { Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useText } from '../i18n/useText';
import { BarButton } from '../layout/BarButton';
import { applyTextSize, storedTextSize, TEXT_SIZES, type TextSize } from './textSize';

/** 字級：小 中 大 */
export function TextSizePicker() {
  const { t } = useText();
  const [chosen, setChosen] = useState(storedTextSize);
  const choose = (size: TextSize) => {
    applyTextSize(size);
    setChosen(size);
  };
  return (
    <Flex gap={1} role="group" aria-label={t('bar.text_size')}>
      <Typography variant="pi">{t('bar.text_size')}</Typography>
      {TEXT_SIZES.map((size) => (
        <BarButton
          key={size}
          type="button"
          aria-pressed={size === chosen}
          onClick={() => choose(size)}
        >
          {t(`text_size.${size}`)}
        </BarButton>
      ))}
    </Flex>
  );
}
