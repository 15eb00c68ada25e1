import { Flex } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText } from '../i18n/useText';

interface Props {
  readonly name: string;
  /** Place from 0, of `count`. */
  readonly place: number;
  readonly count: number;
  readonly busy: boolean;
  readonly onMove: (from: number, to: number) => void;
}

/** One place up or down; by keyboard and on telephones as by mouse. */
export function OrderButtons({ name, place, count, busy, onMove }: Props) {
  const { t } = useText();
  return (
    <Flex gap={1}>
      <Arrow
        type="button"
        aria-label={t('content.up', { name })}
        disabled={busy || place === 0}
        onClick={() => onMove(place, place - 1)}
      >
        ↑
      </Arrow>
      <Arrow
        type="button"
        aria-label={t('content.down', { name })}
        disabled={busy || place === count - 1}
        onClick={() => onMove(place, place + 1)}
      >
        ↓
      </Arrow>
    </Flex>
  );
}

const Arrow = styled.button`
  width: 3.2rem;
  height: 3.2rem;
  font-size: 1.6rem;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral300};
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  &:disabled {
    color: ${({ theme }) => theme.colors.neutral500};
    cursor: default;
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;
