import { describe, expect, it } from 'vitest';
import { ApiClient, ApiError, address } from '../src/api/client';
import { Platform } from '../src/api/platform';

function answering(...answers: Response[]): { fetch: typeof fetch; asked: { url: string; headers: Headers }[] } {
  const asked: { url: string; headers: Headers }[] = [];
  const fake = (url: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    asked.push({ url: String(url), headers: new Headers(init?.headers) });
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new TypeError('no more answers')) : Promise.resolve(answer);
  };
  return { fetch: fake as typeof fetch, asked };
}

const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });

describe('ApiClient', () => {
  it('sends the token and reads JSON', async () => {
    const { fetch, asked } = answering(json({ id: 'a' }));
    const client = new ApiClient({ token: () => 'T', onExpired: () => undefined, fetch });
    expect(await client.get('/api/campaigns/a')).toEqual({ id: 'a' });
    expect(asked[0]?.headers.get('Authorization')).toBe('Bearer T');
  });

  it('turns problem details into an error in both languages', async () => {
    const { fetch } = answering(json({ status: 409, code: 'task-state', detail: 'Not now', messageZh: '当前状态不允许' }, 409));
    const client = new ApiClient({ token: () => null, onExpired: () => undefined, fetch });
    const error = await client.get('/api/x').catch((e: unknown) => e as ApiError);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, code: 'task-state', message: 'Not now' });
    expect((error as ApiError).in('zh-CN')).toBe('当前状态不允许');
  });

  it('reports a refused token once, but not a refused sign-in', async () => {
    let expired = 0;
    let token: string | null = null;
    const { fetch } = answering(json({}, 401), json({}, 401));
    const client = new ApiClient({ token: () => token, onExpired: () => expired++, fetch });
    await expect(client.post('/api/token', {})).rejects.toMatchObject({ status: 401 });
    expect(expired).toBe(0);
    token = 'T';
    await expect(client.get('/api/campaigns')).rejects.toMatchObject({ status: 401 });
    expect(expired).toBe(1);
  });

  it('says that the platform is not reached', async () => {
    const { fetch } = answering();
    const client = new ApiClient({ token: () => null, onExpired: () => undefined, fetch });
    await expect(client.get('/api/x')).rejects.toMatchObject({ status: 0, code: 'offline' });
  });

  it('takes 202 as not ready', async () => {
    const { fetch } = answering(json({ code: 'not-ready', detail: 'Being made' }, 202));
    const client = new ApiClient({ token: () => null, onExpired: () => undefined, fetch });
    await expect(client.get('/api/x')).rejects.toMatchObject({ status: 202, code: 'not-ready' });
  });
});

describe('Platform', () => {
  it('reads patches page by page until there is no continuation', async () => {
    const { fetch, asked } = answering(json({ features: [1, 2], continuation: 'c=1&2' }), json({ features: [3], continuation: null }));
    const platform = new Platform(new ApiClient({ token: () => null, onExpired: () => undefined, fetch }));
    const pages: unknown[] = [];
    for await (const page of platform.patches('2014', 'N01')) pages.push(page);
    expect(pages).toEqual([[1, 2], [3]]);
    expect(asked.map((call) => call.url)).toEqual([
      '/api/campaigns/2014/patches?f=geojson&limit=1000&unit=N01',
      '/api/campaigns/2014/patches?f=geojson&limit=1000&unit=N01&continuation=c%3D1%262',
    ]);
  });

  it('keeps the folders of a report file in its path', async () => {
    const { fetch, asked } = answering(new Response('x'));
    const platform = new Platform(new ApiClient({ token: () => null, onExpired: () => undefined, fetch }));
    await platform.reportFile('a b', 'figures/图 1.png');
    expect(asked[0]?.url).toBe('/api/campaigns/a%20b/report/files/figures/%E5%9B%BE%201.png');
  });
});

describe('address', () => {
  it('leaves out what is absent', () => {
    expect(address('/p', { a: 1, b: null, c: undefined, d: '' })).toBe('/p?a=1');
    expect(address('/p', {})).toBe('/p');
  });
});
