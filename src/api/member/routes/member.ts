import { publicRoute } from '../../../public/routes';

/** Members are recognised by their token within. */
export default {
  type: 'content-api',
  routes: [
    publicRoute('/members/me/export', 'member.export'),
    {
      method: 'POST',
      path: '/members/me/erase',
      handler: 'member.erase',
      config: { auth: false },
    },
  ],
};
