import { useParams } from 'react-router-dom';
import { useFreshDataset } from '../../api/useFreshDataset';
import { Answer, Notice } from '../../components/Answer';
import { useText } from '../../i18n/useText';
import { MetadataStep } from './MetadataStep';

/** Step 2 of 新增資料 and of 編輯: 編輯詮釋資料. */
export function DatasetMetadata() {
  const { id = '' } = useParams();
  const { t } = useText();
  const query = useFreshDataset(id);
  return (
    <Answer query={query}>
      {(dataset) =>
        dataset.editable ? (
          <MetadataStep key={dataset.id} dataset={dataset} />
        ) : (
          <Notice title={t('edit.locked')} text={t('edit.locked_hint')} />
        )
      }
    </Answer>
  );
}
