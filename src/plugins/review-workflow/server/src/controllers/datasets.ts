import type { Core } from '@strapi/strapi';
import { readListQuery, type ListQuery } from '../http/list-query';
import { readMoveInput } from '../http/move-input';
import { datasetId, readOperation, type AdminContext } from '../http/operation';
import { pageOf } from '../http/page';
import { readTransferInput } from '../http/transfer-input';
import { readChanges } from '../services/changes';
import { handOver } from '../services/handover';
import { readHistory } from '../services/history';
import { readMe } from '../services/me';
import { moveDataset } from '../services/move';
import { listDatasets, readDataset, requireRecord } from '../services/read';
import { readSummary } from '../services/summary';
import { listTasks } from '../services/tasks';
import { transferDataset } from '../services/transfer';
import { createDataset, deleteDataset, updateDataset } from '../services/write';

const NEWEST_FIRST: ListQuery['sort'] = { key: 'listedAt', descending: true };
const LONGEST_WAITING_FIRST: ListQuery['sort'] = { key: 'submittedAt', descending: false };

/** Each validates, calls one service, answers. The end points are those of the interface's document. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async list(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    const query = readListQuery(ctx.query, NEWEST_FIRST);
    ctx.body = pageOf(await listDatasets(operation, query), query);
  },
  async tasks(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    const query = readListQuery(ctx.query, LONGEST_WAITING_FIRST);
    ctx.body = pageOf(await listTasks(operation, query), query);
  },
  async me(ctx: AdminContext) {
    ctx.body = { data: await readMe(await readOperation(strapi, ctx)) };
  },
  async summary(ctx: AdminContext) {
    ctx.body = { data: await readSummary(await readOperation(strapi, ctx)) };
  },
  async create(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    ctx.status = 201;
    ctx.body = { data: await createDataset(operation, ctx.request.body ?? {}) };
  },
  async read(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    ctx.body = { data: await readDataset(operation, datasetId(ctx)) };
  },
  async update(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    ctx.body = { data: await updateDataset(operation, datasetId(ctx), ctx.request.body) };
  },
  async remove(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    await deleteDataset(operation, datasetId(ctx));
    ctx.status = 204;
  },
  async move(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    const id = datasetId(ctx);
    const input = readMoveInput(ctx.request.body, ctx.get('idempotency-key'));
    ctx.body = { data: await moveDataset(operation, id, input) };
  },
  async history(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    const entries = await readHistory(operation, datasetId(ctx));
    const total = entries.length;
    ctx.body = pageOf({ rows: entries, total }, { page: 1, pageSize: Math.max(total, 1) });
  },
  async changes(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    ctx.body = { data: await readChanges(operation, datasetId(ctx)) };
  },
  async handover(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    const { provider } = (ctx.request.body ?? {}) as { provider?: unknown };
    ctx.body = { data: await handOver(operation, datasetId(ctx), provider) };
  },
  async transfer(ctx: AdminContext) {
    const operation = await readOperation(strapi, ctx);
    const id = datasetId(ctx);
    await requireRecord(operation, id); // what is outside the scope is not told from what is wrong
    ctx.body = { data: await transferDataset(operation, id, readTransferInput(ctx.request.body)) };
  },
});
