export { fileRoutes, uploadRoutes } from './routes';
export { default as filesController } from './controller';
export { default as uploadsController } from './uploads-controller';
