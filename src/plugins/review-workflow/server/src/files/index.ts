export { fileRoutes } from './routes';
export { default as filesController } from './controller';
