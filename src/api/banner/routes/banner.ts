import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [publicRoute('/banners', 'banner.find')],
};
