import { Navigate, Route, Routes } from 'react-router-dom';
import { Notice } from '../components/Answer';
import { useText } from '../i18n/useText';
import { DatasetList } from '../screens/dataset-list/DatasetList';
import { administrationRoutes } from './administrationRoutes';
import { Shell } from './Shell';

/** All screens below /admin/corpus. */
export default function CorpusApp() {
  const { t } = useText();
  return (
    <Shell>
      <Routes>
        <Route index element={<Navigate to="/" replace />} />
        <Route path="datasets" element={<DatasetList />} />
        {administrationRoutes}
        <Route
          path="*"
          element={<Notice title={t('page.not_found')} text={t('page.not_found_hint')} />}
        />
      </Routes>
    </Shell>
  );
}
