import type { Core } from '@strapi/strapi';
import { loggerSettings } from '../src/service/log-format';

export default ({ env }: Core.Config.Shared.ConfigParams) =>
  loggerSettings(env('LOG_LEVEL', 'info'));
