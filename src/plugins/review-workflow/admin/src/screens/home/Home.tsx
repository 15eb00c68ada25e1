import { Link } from 'react-router-dom';
import { Panel, Screen } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import { ROOT } from '../../layout/menu';

export function Home() {
  const { t } = useText();
  return (
    <Screen title={t('menu.home')}>
      <Panel>
        <Link to={`${ROOT}/datasets`}>{t('menu.datasets.list')}</Link>
      </Panel>
    </Screen>
  );
}
