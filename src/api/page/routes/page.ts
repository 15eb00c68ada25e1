import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [publicRoute('/pages', 'page.find'), publicRoute('/pages/:slug', 'page.findOne')],
};
