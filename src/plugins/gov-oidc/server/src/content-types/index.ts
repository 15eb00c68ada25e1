import flow from './flow/schema.json';
import signIn from './sign-in/schema.json';

export default { flow: { schema: flow }, 'sign-in': { schema: signIn } };
