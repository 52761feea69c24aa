/** Error of a call: the problem details of the API (RFC 9457), or a failed connection with status 0. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  private readonly chinese: string;

  constructor(status: number, code: string, chinese: string, english: string) {
    super(english);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.chinese = chinese;
  }

  /** What to tell people. */
  in(language: string): string {
    return language === 'en' ? this.message : this.chinese;
  }
}

export interface ClientOptions {
  /** The bearer token of the session; null when nobody is signed in. */
  token: () => string | null;
  /** Called when the API does not accept the token any more. */
  onExpired: () => void;
  fetch?: typeof fetch;
}

export type Query = Record<string, string | number | null | undefined>;

/** Calls to the platform on the same origin. Every failure is an {@link ApiError}; an aborted call throws the browser's AbortError. */
export class ApiClient {
  private readonly options: ClientOptions;

  constructor(options: ClientOptions) {
    this.options = options;
  }

  async get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
    const response = await this.send(address(path, query), { method: 'GET' }, signal);
    return (await response.json()) as T;
  }

  async post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const response = await this.send(path, init, signal);
    return (await response.json()) as T;
  }

  async blob(path: string, signal?: AbortSignal): Promise<Blob> {
    const response = await this.send(path, { method: 'GET' }, signal);
    return response.blob();
  }

  private async send(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Accept', 'application/json, application/geo+json, */*');
    const token = this.options.token();
    if (token !== null) headers.set('Authorization', `Bearer ${token}`);
    const response = await this.fetch(url, { ...init, headers, ...(signal ? { signal } : {}) });
    // 202 carries a problem too: what was asked for is still being made.
    if (response.ok && response.status !== 202) return response;
    if (response.status === 401 && token !== null && token === this.options.token()) this.options.onExpired();
    throw await problemOf(response);
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await (this.options.fetch ?? fetch)(url, init);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ApiError(0, 'offline', '无法连接平台，请检查网络后重试。', 'The platform cannot be reached. Check the network and try again.');
    }
  }
}

/** A path with its query; absent values are left out. */
export function address(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem = await readProblem(response);
  const english = problem.detail ?? problem.title ?? `The platform answered ${response.status}.`;
  return new ApiError(response.status, problem.code ?? `http-${response.status}`, problem.messageZh ?? `平台返回错误（${response.status}）。`, english);
}

interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  messageZh?: string;
}

async function readProblem(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return {};
  }
}
