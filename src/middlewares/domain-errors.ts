import { answerDomainErrors } from '../http/domain-errors';

export default () => answerDomainErrors;
