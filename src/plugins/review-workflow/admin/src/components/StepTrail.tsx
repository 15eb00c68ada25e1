import { styled } from 'styled-components';
import { useText } from '../i18n/useText';

const STEPS = ['step.files', 'step.metadata'] as const;

/** The two steps of 新增資料 and 編輯, and which one this is. */
export function StepTrail({ step }: { step: 1 | 2 }) {
  const { t } = useText();
  return (
    <List aria-label={t('step.label')}>
      {STEPS.map((label, index) => (
        <li key={label} aria-current={index + 1 === step ? 'step' : undefined}>
          <span>{index + 1}</span> {t(label)}
        </li>
      ))}
    </List>
  );
}

const List = styled.ol`
  display: flex;
  flex-wrap: wrap;
  gap: 0.8rem 2.4rem;
  padding-bottom: 1.6rem;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral700};
  span {
    display: inline-block;
    width: 2.4rem;
    line-height: 2.2rem;
    margin-right: 0.4rem;
    text-align: center;
    border: 1px solid currentColor;
    border-radius: 50%;
  }
  [aria-current] {
    font-weight: 600;
    color: ${({ theme }) => theme.colors.primary700};
  }
  [aria-current] span {
    color: ${({ theme }) => theme.colors.neutral0};
    background: ${({ theme }) => theme.colors.primary700};
    border-color: ${({ theme }) => theme.colors.primary700};
  }
`;
