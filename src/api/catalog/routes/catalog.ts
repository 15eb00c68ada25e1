import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [
    publicRoute('/catalog/dcat.:suffix', 'catalog.dcat'),
    publicRoute('/catalog/datasets/:identifier/:document', 'catalog.dataset'),
  ],
};
