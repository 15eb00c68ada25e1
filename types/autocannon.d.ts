/** The parts of autocannon that the benchmarks use. */
declare module 'autocannon' {
  interface Request {
    readonly path: string;
    readonly method?: 'GET' | 'POST';
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }
  interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly requests: readonly Request[];
    readonly headers?: Readonly<Record<string, string>>;
    /** Seconds. */
    readonly timeout?: number;
  }
  interface Result {
    readonly requests: { readonly average: number; readonly total: number };
    /** Seconds. */
    readonly duration: number;
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly non2xx: number;
    readonly errors: number;
    readonly '3xx'?: number;
  }
  export default function autocannon(options: Options): Promise<Result>;
}
