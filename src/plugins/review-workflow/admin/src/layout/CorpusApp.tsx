import { Navigate, Route, Routes } from 'react-router-dom';
import { Notice } from '../components/Answer';
import { useText } from '../i18n/useText';
import { DatasetDetail } from '../screens/dataset-detail/DatasetDetail';
import { DatasetFiles } from '../screens/dataset-files/DatasetFiles';
import { NewDataset } from '../screens/dataset-files/NewDataset';
import { DatasetList } from '../screens/dataset-list/DatasetList';
import { administrationRoutes } from './administrationRoutes';
import { DatasetMetadata } from '../screens/dataset-metadata/DatasetMetadata';
import { Delisting } from '../screens/delisting/Delisting';
import { Review } from '../screens/review/Review';
import { ReviewQueue } from '../screens/review-queue/ReviewQueue';
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
        <Route path="datasets/new" element={<NewDataset />} />
        <Route path="datasets/:id" element={<DatasetDetail />} />
        <Route path="datasets/:id/delisting" element={<Delisting />} />
        <Route path="review" element={<ReviewQueue />} />
        <Route path="review/:id" element={<Review />} />
        <Route path="datasets/:id/files" element={<DatasetFiles />} />
        <Route path="datasets/:id/metadata" element={<DatasetMetadata />} />
        <Route
          path="*"
          element={<Notice title={t('page.not_found')} text={t('page.not_found_hint')} />}
        />
      </Routes>
    </Shell>
  );
}
