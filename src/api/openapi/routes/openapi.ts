import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [publicRoute('/openapi.json', 'openapi.document')],
};
