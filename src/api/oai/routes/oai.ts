import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [
    publicRoute('/oai', 'oai.handle'),
    { method: 'POST', path: '/oai', handler: 'oai.handle', config: { auth: false } },
  ],
};
