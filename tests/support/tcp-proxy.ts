import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** Between the service and PostgreSQL, so that a test can take the database away. */
export interface TcpProxy {
  readonly port: number;
  /** Cuts every connection and refuses new ones, as a stopped server does. */
  refuse(): Promise<void>;
  /** Lets connections stand and passes nothing, as a hanging server does. */
  hang(): void;
  /** Passes everything again, also what was held back. */
  pass(): Promise<void>;
  /** After a hang: passes what is new, while the connections of before stay silent for ever. */
  forget(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<net.Socket>();
  let hanging = false;
  const server = net.createServer((client) => {
    const upstream = net.connect(target);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      if (hanging) from.pause();
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const refuse = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    port,
    refuse,
    hang: () => {
      hanging = true;
      for (const socket of sockets) socket.pause();
    },
    forget: () => {
      hanging = false;
    },
    pass: async () => {
      hanging = false;
      for (const socket of sockets) socket.resume();
      if (server.listening) return;
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: refuse,
  };
}
