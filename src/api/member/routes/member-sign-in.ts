import { publicRoute } from '../../../public/routes';

const post = (path: string, handler: string) =>
  ({ method: 'POST', path, handler, config: { auth: false } }) as const;

/** For people without a session: what they may do is decided by cookies, codes and signatures. */
export default {
  type: 'content-api',
  routes: [
    publicRoute('/members/sign-in/start', 'member-sign-in.start'),
    publicRoute('/members/sign-in/callback', 'member-sign-in.callback'),
    post('/members/sign-in/callback', 'member-sign-in.callbackByForm'),
    post('/members/sign-in/token', 'member-sign-in.token'),
    publicRoute('/members/sign-in/sign-out', 'member-sign-in.signOut'),
    post('/members/sign-in/back-channel-logout', 'member-sign-in.backChannelLogout'),
  ],
};
