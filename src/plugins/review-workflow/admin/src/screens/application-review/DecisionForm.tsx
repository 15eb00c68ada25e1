import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { ApplicationDetail } from '../../../../../../contracts/accounts';
import type { Decision } from '../../../../../../domain/accounts/application';
import { MAX_REMARK } from '../../../../../../domain/accounts/decide-application';
import { useDecideApplicationMutation } from '../../api/accounts';
import { LongTextField } from '../../components/inputs';
import { ReasonDialog } from '../../components/ReasonDialog';
import { Panel } from '../../components/Screen';
import { useTell } from '../../components/useTell';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

/** 備註, 通過審核, 不通過審核; nothing to decide for those whose turn it is not. */
export function DecisionForm({ application }: { application: ApplicationDetail }) {
  const { t } = useText();
  const [remark, setRemark] = useState('');
  const [missing, setMissing] = useState(false);
  const [asked, setAsked] = useState<Decision | null>(null);
  const { decide, busy } = useDecision(application.id);
  if (application.allowedDecisions.length === 0) {
    return (
      <Panel title={t('application.decide')}>
        <Typography>{t('application.not_yours')}</Typography>
      </Panel>
    );
  }
  const lacksCertificate =
    application.role === 'agency-manager' && application.certificate.state !== 'verified';
  const reject = () => (remark.trim() === '' ? setMissing(true) : setAsked('reject'));
  return (
    <Panel title={t('application.decide')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <LongTextField
          name="remark"
          label={t('application.remark')}
          value={remark}
          maxLength={MAX_REMARK}
          hint={t('application.remark_hint')}
          error={missing && remark.trim() === '' ? t('application.remark_required') : undefined}
          onChange={setRemark}
        />
        {lacksCertificate && <Typography>{t('application.no_certificate')}</Typography>}
        <Flex gap={2} wrap="wrap">
          <Button size="L" disabled={lacksCertificate} onClick={() => setAsked('approve')}>
            {t('application.approve')}
          </Button>
          <Button size="L" variant="danger-light" onClick={reject}>
            {t('application.reject')}
          </Button>
        </Flex>
      </Flex>
      {asked !== null && (
        <ReasonDialog
          title={t(`application.${asked}_title`)}
          text={t(`application.${asked}_text`, {
            name: application.name,
            role: t(`role.${application.role}`),
          })}
          danger={asked === 'reject'}
          confirmLabel={t(`application.${asked}`)}
          busy={busy}
          onCancel={() => setAsked(null)}
          onConfirm={() => void decide(asked, remark).then(() => setAsked(null))}
        />
      )}
    </Panel>
  );
}

/** Decides; back to the list where it was done, else the page shows what is true now. */
function useDecision(id: string) {
  const [send, { isLoading }] = useDecideApplicationMutation();
  const { t } = useText();
  const tell = useTell();
  const navigate = useNavigate();
  const decide = async (decision: Decision, remark: string) => {
    const answer = await send({ id, decision, remark: remark.trim() });
    if ('error' in answer) {
      tell.refused(answer.error);
      return;
    }
    tell.done(t(decision === 'approve' ? 'application.approved' : 'application.rejected'));
    navigate(`${ROOT}/accounts`);
  };
  return { decide, busy: isLoading };
}
