import { describeScreens } from '../support/screen-suite';

describeScreens();
