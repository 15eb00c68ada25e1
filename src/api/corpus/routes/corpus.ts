import { publicRoute } from '../../../public/routes';

export default {
  type: 'content-api',
  routes: [
    publicRoute('/corpus/statistics', 'corpus.statistics'),
    publicRoute('/corpus/latest', 'corpus.latest'),
    publicRoute('/corpus/popular', 'corpus.popular'),
    publicRoute('/corpus/hot-keywords', 'corpus.hotKeywords'),
  ],
};
