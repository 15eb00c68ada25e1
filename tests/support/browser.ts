/** Cookies, redirects and forms of a browser, without its scripts. */
interface Cookie {
  readonly host: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
}

export interface Answer {
  readonly status: number;
  readonly url: URL;
  readonly text: string;
  readonly headers: Headers;
  /** Where a redirect leads; null for anything else. */
  readonly location: URL | null;
}

const MAX_REDIRECTS = 20;

export class Browser {
  private cookies: Cookie[] = [];

  constructor(private readonly headers: Readonly<Record<string, string>> = {}) {}

  /** One request; redirects are not followed. */
  async request(url: string | URL, init: RequestInit = {}): Promise<Answer> {
    const target = new URL(url);
    const cookie = this.cookieHeader(target);
    const response = await fetch(target, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...this.headers,
        ...(cookie === '' ? {} : { cookie }),
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    this.keep(target, response);
    const location = response.headers.get('location');
    return {
      status: response.status,
      url: target,
      text: await response.text(),
      headers: response.headers,
      location: location === null ? null : new URL(location, target),
    };
  }

  /** A request and its redirects, to the first answer that `stop` names or that leads nowhere. */
  async go(
    url: string | URL,
    init: RequestInit = {},
    stop: (answer: Answer) => boolean = () => false,
  ): Promise<Answer> {
    let answer = await this.request(url, init);
    for (let count = 0; answer.location !== null && !stop(answer); count++) {
      if (count === MAX_REDIRECTS) throw new Error(`Too many redirects at ${answer.url.href}`);
      answer = await this.request(answer.location);
    }
    return answer;
  }

  submit(url: string | URL, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.go(url, formInit(fields));
  }

  cookie(name: string): string | undefined {
    return this.cookies.find((item) => item.name === name)?.value;
  }

  forget(name: string): void {
    this.cookies = this.cookies.filter((item) => item.name !== name);
  }

  cookieNames(): string[] {
    return this.cookies.map(({ name }) => name);
  }

  private cookieHeader(url: URL): string {
    return this.cookies
      .filter(({ host, path }) => host === url.host && url.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  private keep(url: URL, response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const attribute = (key: string) =>
        attributes.find((item) => item.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
      const cookie = {
        host: url.host,
        path: attribute('path') ?? '/',
        name: pair.slice(0, at),
        value: pair.slice(at + 1),
      };
      this.cookies = this.cookies.filter(
        (item) =>
          item.host !== cookie.host || item.path !== cookie.path || item.name !== cookie.name,
      );
      const expires = attribute('expires');
      const gone = cookie.value === '' || (expires && new Date(expires) <= new Date());
      if (!gone) this.cookies.push(cookie);
    }
  }
}

export function formInit(fields: Readonly<Record<string, string>>): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
}
