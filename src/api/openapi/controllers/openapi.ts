import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerJson } from '../../../public/answer';
import { baseUrl } from '../../../public/base-url';
import { openApiDocument } from '../../../public/openapi/document';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  document(ctx: Context) {
    answerJson(ctx, { text: JSON.stringify(openApiDocument(baseUrl(strapi))) });
  },
});
