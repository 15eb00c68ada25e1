import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useText } from '../../i18n/useText';

interface Props {
  readonly label: string;
  /** null while nothing was drafted. */
  readonly drafted: string | null;
  readonly present: string;
  readonly onTake: (text: string) => void;
}

/** What the system drafted from the files, and whether the field still says just that. */
export function DraftBox({ label, drafted, present, onTake }: Props) {
  const { t } = useText();
  if (drafted === null || drafted === '') return null;
  return (
    <Box background="primary100" hasRadius padding={3}>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Typography fontWeight="semiBold">{label}</Typography>
        {drafted === present ? (
          <Typography textColor="neutral700">{t('draft.same')}</Typography>
        ) : (
          <Button size="S" variant="secondary" onClick={() => onTake(drafted)}>
            {t('draft.take')}
          </Button>
        )}
      </Flex>
      {drafted !== present && <Typography tag="p">{drafted}</Typography>}
    </Box>
  );
}
