import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import type { DatasetView } from '../../../../../../contracts/datasets';
import { taipeiDay } from '../../../../../../domain/time/taipei';
import { useFreshDataset } from '../../api/useFreshDataset';
import { Answer, Notice } from '../../components/Answer';
import { LongTextField, TextField } from '../../components/inputs';
import { ReasonDialog } from '../../components/ReasonDialog';
import { Panel, Screen } from '../../components/Screen';
import { forgetKept, useKept } from '../../components/useKept';
import { useMove } from '../../components/useMove';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

/** 下架資料集申請頁 */
export function Delisting() {
  const { id = '' } = useParams();
  const { t } = useText();
  const query = useFreshDataset(id);
  return (
    <Answer query={query}>
      {(dataset) =>
        dataset.allowedActions.includes('request-delisting') ? (
          <Request dataset={dataset} />
        ) : (
          <Notice title={t('delisting.not_possible')} text={t(`state.${dataset.state}`)} />
        )
      }
    </Answer>
  );
}

function Request({ dataset }: { dataset: DatasetView }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { move, busy } = useMove();
  const today = taipeiDay(new Date());
  const [delistOn, setDelistOn] = useKept('delistOn');
  const [reason, setReason] = useKept('delistReason');
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState(false);
  const dateError = delistOn === '' ? t('delisting.date_required') : undefined;
  const pastError = delistOn !== '' && delistOn < today ? t('delisting.date_past') : undefined;
  const reasonError = reason.trim() === '' ? t('reason.required') : undefined;
  const valid = [dateError, pastError, reasonError].every((error) => error === undefined);
  const check = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (valid) setAsked(true);
  };
  const send = async () => {
    const moved = await move(dataset, { action: 'request-delisting', delistOn, reason });
    if (moved !== undefined) setAsked(false);
    if (moved) navigate(`${ROOT}/datasets?identifier=${dataset.identifier}`);
  };
  return (
    <Screen
      title={t('delisting.title')}
      crumbs={[
        { label: t('menu.datasets') },
        { label: t('datasets.title'), to: `${ROOT}/datasets` },
      ]}
    >
      <Panel>
        <form onSubmit={check} noValidate>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Typography>
              {dataset.identifier} {dataset.name}
            </Typography>
            <TextField
              name="delistOn"
              type="date"
              label={t('delisting.date')}
              hint={t('delisting.date_hint')}
              required
              min={today}
              value={delistOn}
              error={tried ? (dateError ?? pastError) : undefined}
              onChange={setDelistOn}
            />
            <LongTextField
              name="delistReason"
              label={t('delisting.reason')}
              required
              maxLength={2000}
              value={reason}
              error={tried ? reasonError : undefined}
              onChange={setReason}
            />
            <Flex gap={3} justifyContent="flex-end">
              <LinkButton
                tag={Link}
                to={`${ROOT}/datasets`}
                variant="tertiary"
                size="L"
                onClick={forgetKept}
              >
                {t('action.cancel')}
              </LinkButton>
              <Button type="submit" size="L">
                {t('delisting.send')}
              </Button>
            </Flex>
          </Flex>
        </form>
      </Panel>
      {asked && (
        <ReasonDialog
          title={t('delisting.title')}
          text={t('delisting.confirm')}
          busy={busy}
          onCancel={() => setAsked(false)}
          onConfirm={() => void send()}
        />
      )}
    </Screen>
  );
}
