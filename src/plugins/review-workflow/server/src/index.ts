export default {
  routes: {},
  controllers: {},
  services: {},
};
