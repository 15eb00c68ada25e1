import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [
    publicRoute('/agencies', 'agency.find'),
    publicRoute('/agencies/:oid', 'agency.findOne'),
  ],
};
