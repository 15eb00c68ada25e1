// Loaded into each process that `npm start` starts. A killed launcher cannot stop them, and the next
// start needs their ports: when its end of the channel closes, they end.
process.on('disconnect', () => process.exit(1));
