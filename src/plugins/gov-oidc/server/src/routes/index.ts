type Method = 'GET' | 'POST' | 'PUT';

/** A page for people without a session. */
function page(method: Method, path: string, handler: string) {
  return { method, path, handler, config: { auth: false } };
}

const pages = {
  type: 'admin',
  prefix: '',
  routes: [
    page('GET', '/login', 'login.show'),
    page('GET', '/login/start/:unitType', 'login.start'),
    page('GET', '/login/callback', 'login.callback'),
    page('POST', '/login/callback', 'login.callbackByForm'),
    page('GET', '/login/assets/login.css', 'login.styleSheet'),
    page('GET', '/login/application', 'application.show'),
    page('POST', '/login/application', 'application.send'),
    page('POST', '/login/certificate/challenge', 'certificate.challenge'),
    page('POST', '/login/certificate/verify', 'certificate.verify'),
    page('GET', '/login/assets/card.js', 'certificate.script'),
    page('GET', '/login/sign-out', 'sign-out.ask'),
    page('POST', '/login/sign-out', 'sign-out.signOut'),
    page('POST', '/login/back-channel-logout/:unitType', 'back-channel.logOut'),
    page('GET', '/login/local', 'local.show'),
    page('POST', '/login/local', 'local.signIn'),
  ],
};

/** Signed-in officers alone; who may do what is decided behind each handler. */
function officersOnly(method: Method, path: string, handler: string) {
  return { method, path, handler, config: { policies: ['admin::isAuthenticatedAdmin'] } };
}

const backOffice = {
  type: 'admin',
  routes: [
    officersOnly('GET', '/applications', 'accounts.listApplications'),
    officersOnly('GET', '/applications/:id', 'accounts.readApplication'),
    officersOnly('POST', '/applications/:id/decisions', 'accounts.decide'),
    officersOnly('GET', '/accounts', 'accounts.listAccounts'),
    officersOnly('GET', '/agencies-without-manager', 'accounts.listAgenciesWithoutManager'),
    officersOnly('GET', '/left-datasets', 'accounts.listLeftDatasets'),
    officersOnly('POST', '/accounts/:id/state', 'accounts.changeState'),
    officersOnly('POST', '/accounts/:id/role', 'accounts.changeRole'),
    officersOnly('GET', '/agencies', 'agencies.list'),
    officersOnly('POST', '/agencies', 'agencies.add'),
    officersOnly('GET', '/agencies/:id', 'agencies.read'),
    officersOnly('PUT', '/agencies/:id', 'agencies.change'),
    officersOnly('POST', '/agencies/:id/merge', 'agencies.merge'),
    officersOnly('POST', '/agencies/:id/split', 'agencies.split'),
    officersOnly('POST', '/agencies/:id/restore', 'agencies.restore'),
  ],
};

export default { pages, backOffice };
