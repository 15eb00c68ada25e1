/** Pages for people without a session: no authentication, no prefix. */
const pages = {
  type: 'admin',
  prefix: '',
  routes: [
    { method: 'GET', path: '/login', handler: 'login.show', config: { auth: false } },
    {
      method: 'GET',
      path: '/login/start/:unitType',
      handler: 'login.start',
      config: { auth: false },
    },
    { method: 'GET', path: '/login/callback', handler: 'login.callback', config: { auth: false } },
    {
      method: 'POST',
      path: '/login/callback',
      handler: 'login.callbackByForm',
      config: { auth: false },
    },
    {
      method: 'GET',
      path: '/login/assets/login.css',
      handler: 'login.styleSheet',
      config: { auth: false },
    },
  ],
};

export default { pages };
