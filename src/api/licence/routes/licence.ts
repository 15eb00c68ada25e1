import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [
    publicRoute('/licences', 'licence.find'),
    publicRoute('/licences/:code', 'licence.findOne'),
  ],
};
