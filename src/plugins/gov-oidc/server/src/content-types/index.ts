import application from './application/schema.json';
import challenge from './challenge/schema.json';
import flow from './flow/schema.json';
import lockout from './lockout/schema.json';
import signIn from './sign-in/schema.json';
import usedToken from './used-token/schema.json';

export default {
  application: { schema: application },
  challenge: { schema: challenge },
  flow: { schema: flow },
  lockout: { schema: lockout },
  'sign-in': { schema: signIn },
  'used-token': { schema: usedToken },
};
