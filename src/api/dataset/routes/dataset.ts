import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [
    publicRoute('/datasets', 'dataset.find'),
    publicRoute('/datasets/identifier/:identifier', 'dataset.findByIdentifier'),
    publicRoute('/datasets/export.jsonl', 'export.selection'),
    publicRoute('/datasets/export.parquet', 'export.parquetSelection'),
    publicRoute('/datasets/:documentId', 'dataset.findOne'),
    publicRoute('/datasets/:documentId/download', 'download.all'),
    publicRoute('/datasets/:documentId/export.jsonl', 'export.jsonLines'),
    publicRoute('/datasets/:documentId/export.parquet', 'export.parquet'),
    publicRoute('/datasets/:documentId/files/:fileId/download', 'download.file'),
  ],
};
