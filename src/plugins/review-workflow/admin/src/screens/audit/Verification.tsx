import { Button, Flex, Typography } from '@strapi/design-system';
import { useEffect } from 'react';
import type { VerificationView } from '../../../../../../contracts/audit';
import { useVerificationQuery, useVerifyMutation } from '../../api/audit';
import { Answer } from '../../components/Answer';
import { Panel } from '../../components/Screen';
import { useTell } from '../../components/useTell';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';

const POLL_MS = 2000;

/** The last verification of the chains, and a new one. */
export function Verification() {
  const { t } = useText();
  const tell = useTell();
  const query = useVerificationQuery();
  const [verify, { isLoading }] = useVerifyMutation();
  const { refetch } = query;
  const running = query.data?.state === 'running';
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => void refetch(), POLL_MS);
    return () => clearInterval(timer);
  }, [running, refetch]);
  const start = async () => {
    const answer = await verify();
    if ('error' in answer) tell.refused(answer.error);
    else void refetch();
  };
  return (
    <Panel title={t('audit.verification')}>
      <Flex direction="column" alignItems="flex-start" gap={3}>
        <Typography textColor="neutral700">{t('audit.verify_hint')}</Typography>
        <Answer query={query}>{(view) => <Outcome view={view} />}</Answer>
        <Button loading={isLoading || running} variant="secondary" onClick={() => void start()}>
          {t('audit.verify')}
        </Button>
      </Flex>
    </Panel>
  );
}

function Outcome({ view: { state, result, finishedAt } }: { view: VerificationView }) {
  const { t } = useText();
  const { dateTime, number } = useFormat();
  if (state !== 'done' || result === null) {
    return (
      <Typography role="status">
        {t(`audit.verify.${state === 'done' ? 'failed' : state}`)}
      </Typography>
    );
  }
  const at = finishedAt === null ? '' : dateTime(finishedAt);
  const entries = number(Object.values(result.entries).reduce((sum, count) => sum + count, 0));
  return (
    <Flex direction="column" alignItems="flex-start" gap={2} role="status">
      <Typography fontWeight="bold" textColor={result.ok ? 'success700' : 'danger700'}>
        {result.ok
          ? t('audit.verify.ok', { entries, at })
          : t('audit.verify.broken', { total: number(result.total), at })}
      </Typography>
      {result.separateOwner === false && <Typography>{t('audit.verify.one_owner')}</Typography>}
      {result.findings.map(({ chain, seq, dataset, code, message }) => (
        <Typography key={[code, chain, seq, dataset, message].join()}>
          {chain === null ? '' : `${t(`audit.trail.${chain}`)} `}
          {seq === null ? '' : `#${String(seq)} `}
          {message}
        </Typography>
      ))}
    </Flex>
  );
}
