import { publicRoute } from '../../../public/routes';

/** Members are recognised by their token within; strangers get 401 with our code. */
export default {
  type: 'content-api',
  routes: [
    {
      method: 'POST',
      path: '/access-applications',
      handler: 'access-application.create',
      config: { auth: false },
    },
    publicRoute('/access-applications/mine', 'access-application.mine'),
    publicRoute('/access-applications/receipt-key', 'access-application.receiptKey'),
  ],
};
