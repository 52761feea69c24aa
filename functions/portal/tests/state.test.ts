import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Campaign, LayerVersion, PatchFeature, UnitProgress } from '../src/api/contract';
import { backgroundLayers } from '../src/state/campaignModel';
import { legendOf } from '../src/state/colouring';
import { Disposal, Observable } from '../src/state/observable';
import { PatchCollection, changedUnits } from '../src/state/patchCollection';
import { periodEnd } from '../src/state/period';
import { poll } from '../src/state/polling';
import { parseRoute, pathOf, type Route } from '../src/state/route';
import { SessionStore } from '../src/state/session';

class MemoryStorage implements Storage {
  private readonly items = new Map<string, string>();
  get length(): number {
    return this.items.size;
  }
  clear = (): void => this.items.clear();
  getItem = (key: string): string | null => this.items.get(key) ?? null;
  key = (index: number): string | null => [...this.items.keys()][index] ?? null;
  removeItem = (key: string): void => void this.items.delete(key);
  setItem = (key: string, value: string): void => void this.items.set(key, value);
}

const answer = { accessToken: 'T', expiresIn: 60, subject: 's', name: '张', roles: [{ role: 'clerk', scope: '130600' }] };

describe('SessionStore', () => {
  it('survives a reload, ends with its token and with sign-out', () => {
    const storage = new MemoryStorage();
    let now = 1000;
    new SessionStore(storage, () => now).signedIn(answer);
    expect(new SessionStore(storage, () => now).token).toBe('T');
    now += 60_000;
    expect(new SessionStore(storage, () => now).token).toBeNull();
    expect(storage.length).toBe(0);
  });

  it('remembers that the platform ended it', () => {
    const store = new SessionStore(new MemoryStorage());
    store.signedIn(answer);
    store.expire();
    expect([store.token, store.expired]).toEqual([null, true]);
    store.signedIn(answer);
    store.signOut();
    expect(store.expired).toBe(false);
  });

  it.each(['not json', 'null', '{}', '{"accessToken":1}'])('does not trust what is stored: %s', (text) => {
    const storage = new MemoryStorage();
    storage.setItem('platform.session', text);
    expect(new SessionStore(storage).token).toBeNull();
  });
});

describe('routes', () => {
  const routes: Route[] = [
    { page: 'campaigns' },
    { page: 'campaign', campaign: '2014-2015', panel: 'report', patch: null },
    { page: 'campaign', campaign: 'a b', panel: 'patches', patch: { unit: '130600', key: 'k/1' } },
  ];
  it.each(routes)('reads back what it writes: %j', (route) => expect(parseRoute(pathOf(route))).toEqual(route));
  it.each(['/elsewhere', '/campaigns', '/campaigns/a/nothing', '/campaigns/a/progress/u/k', '/campaigns/a/patches/u'])('knows no page %s', (path) =>
    expect(parseRoute(path).page).toBe('unknown'));
  it('opens the progress by default', () => expect(parseRoute('/campaigns/a')).toMatchObject({ panel: 'progress' }));
});

describe('poll', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const options = { interval: 5, longest: 20, visible: () => true, onFailure: () => undefined };

  it('stops when the step says so, and when told', async () => {
    const step = vi.fn().mockResolvedValueOnce(true).mockResolvedValue(false);
    poll(step, options);
    await vi.advanceTimersByTimeAsync(100);
    expect(step).toHaveBeenCalledTimes(2);
    const endless = vi.fn().mockResolvedValue(true);
    const stop = poll(endless, options);
    await vi.advanceTimersByTimeAsync(12);
    stop();
    await vi.advanceTimersByTimeAsync(100);
    expect(endless).toHaveBeenCalledTimes(2);
  });

  it('waits longer after each failure, up to a limit, and recovers', async () => {
    const times: number[] = [];
    const start = Date.now();
    let failing = true;
    poll(() => {
      times.push(Date.now() - start);
      return failing ? Promise.reject(new Error('down')) : Promise.resolve(true);
    }, options);
    await vi.advanceTimersByTimeAsync(60);
    expect(times).toEqual([5, 15, 35, 55]);
    failing = false;
    await vi.advanceTimersByTimeAsync(20);
    expect(times.slice(4)).toEqual([75, 80]);
  });

  it('does not call while nobody looks', async () => {
    const step = vi.fn().mockResolvedValue(true);
    poll(step, { ...options, visible: () => false });
    await vi.advanceTimersByTimeAsync(100);
    expect(step).not.toHaveBeenCalled();
  });
});

const unit = (code: string, answered: number): UnitProgress => ({
  unit: code, name: code, nameEn: code, state: 'received', total: 5, open: 5 - answered, answered, returned: 0, accepted: 0, round: 0,
  receiptDueAt: '', dueAt: '', overdue: false, breaches: 0,
});
const patch = (code: string, key: string, approval: string | null = null): PatchFeature => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [] },
  properties: { key, number: key, unit: code, state: 'open', areaM2: 1, suggestedApproval: null, approval, legality: null, conformity: null },
});

describe('patches', () => {
  it('replaces one unit and keeps the others', () => {
    const collection = new PatchCollection();
    collection.add([patch('B', '2'), patch('A', '1'), patch('B', '3')]);
    collection.replaceUnit('B', [patch('B', '4')]);
    expect(collection.all().map((f) => f.properties.key)).toEqual(['1', '4']);
    expect(collection.count).toBe(2);
  });

  it('finds the units in which something changed', () => {
    expect(changedUnits([unit('A', 1), unit('B', 1)], [unit('A', 1), unit('B', 2), unit('C', 0)])).toEqual(['B', 'C']);
    expect(changedUnits([unit('A', 1)], [unit('A', 1)])).toEqual([]);
  });

  it('counts every class of the legend, also those without patches', () => {
    const legend = legendOf('approval', [patch('A', '1', 'approved').properties, patch('A', '2').properties]);
    expect(legend.map(({ code, count }) => [code, count])).toEqual([['approved', 1], ['unapproved', 0], ['exempt', 0], ['none', 1]]);
  });
});

describe('backgroundLayers', () => {
  const layer = (id: string, role: string, validFrom: string, kind = 'controlLine'): LayerVersion => ({ id, role, validFrom, kind }) as LayerVersion;
  const campaign = (versions: Record<string, string[]> | null): Campaign => ({ pins: versions === null ? null : { layerVersions: versions } }) as Campaign;
  const layers = [layer('g1', 'green-line', '2013-01-01'), layer('g2', 'green-line', '2014-01-01'), layer('u', 'units', '2013-01-01', 'units')];

  it('shows what the campaign is pinned to', () => {
    expect(backgroundLayers(layers, campaign({ 'green-line': ['g1'], units: ['u'] })).map((l) => l.id)).toEqual(['g1']);
  });
  it('shows the latest of each role before issue', () => expect(backgroundLayers(layers, campaign(null)).map((l) => l.id)).toEqual(['g2']));
});

describe('small things', () => {
  it.each([['2014-2015', '2015-12-31'], ['2015', '2015-12-31'], ['spring', null]])('period %s ends on %s', (period, end) => expect(periodEnd(period)).toBe(end));

  it('tells listeners of changes only, until they leave', () => {
    const value = new Observable(1);
    const seen: number[] = [];
    const leave = value.follow((v) => seen.push(v));
    value.set(1);
    value.set(2);
    leave();
    value.set(3);
    expect(seen).toEqual([1, 2]);
  });

  it('undoes in reverse order, once', () => {
    const done: string[] = [];
    const disposal = new Disposal();
    disposal.add(() => done.push('a'), () => done.push('b'));
    disposal.run();
    disposal.run();
    expect(done).toEqual(['b', 'a']);
  });
});
