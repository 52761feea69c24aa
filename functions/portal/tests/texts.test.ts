import { describe, expect, it } from 'vitest';
import { en } from '../src/i18n/en';
import { formatArea, formatBytes, formatDeadline, formatInstant, formatPercent, formatPosition, formatShare } from '../src/i18n/format';
import { labelOf } from '../src/i18n/labels';
import { Language } from '../src/i18n/language';
import { zh, type MessageKey } from '../src/i18n/zh';
import type { Profile } from '../src/api/contract';
import { landUseGroup } from '../src/map/layerColours';
import { boxOf, markOf, smallUntil } from '../src/map/geometry';

const storage = (): Storage => {
  const items = new Map<string, string>();
  return { getItem: (k: string) => items.get(k) ?? null, setItem: (k: string, v: string) => void items.set(k, v) } as unknown as Storage;
};

describe('formats', () => {
  it.each([[1218301, '1,218,301'], [0, '0'], [12.5, '12.5'], [1234.56, '1,234.56'], [null, '—']])('area %s is %s', (value, text) => expect(formatArea(value)).toBe(text));
  it.each([[53.9, '53.9%'], [100, '100.0%'], [0, '0.0%'], [null, '—']])('percent %s is %s', (value, text) => expect(formatPercent(value)).toBe(text));
  it.each([[0, '0.0%'], [0.0002, '<0.1%'], [0.5, '50.0%'], [0.9999, '>99.9%'], [1, '100.0%']])('share %s is %s', (value, text) => expect(formatShare(value)).toBe(text));
  it.each([[500, '500 B'], [2048, '2.0 KB'], [3 << 20, '3.0 MB']])('%s bytes are %s', (value, text) => expect(formatBytes(value)).toBe(text));

  it('shows the day that a deadline ends, in the zone of the profile', () => {
    // The end of 1 April in Shanghai is 16:00 UTC; in New York (summer time) 04:00 UTC of the next day.
    expect(formatDeadline('2026-04-01T16:00:00.0000000Z', 'Asia/Shanghai')).toBe('2026-04-01');
    expect(formatDeadline('2026-04-02T04:00:00.0000000Z', 'America/New_York')).toBe('2026-04-01');
  });
  it('shows instants in the zone of the profile', () => expect(formatInstant('2026-03-01T18:05:00Z', 'Asia/Shanghai')).toBe('2026-03-02 02:05'));
  it('names the hemispheres', () => {
    const words = { east: '东经', west: '西经', north: '北纬', south: '南纬' };
    expect(formatPosition(114.5, 38.0423, words, 'zh-CN')).toBe('东经 114.500000°，北纬 38.042300°');
    expect(formatPosition(-71.1, -1, { east: 'E', west: 'W', north: 'N', south: 'S' }, 'en')).toBe('71.100000° W, 1.000000° S');
  });
});

describe('texts', () => {
  it('use the same placeholders in both languages', () => {
    const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort();
    for (const key of Object.keys(zh) as MessageKey[]) expect([key, ...names(en[key])]).toEqual([key, ...names(zh[key])]);
  });
  it('are Chinese first, and remember the choice', () => {
    const kept = storage();
    const language = new Language(kept);
    expect([language.code, language.t('signIn.submit')]).toEqual(['zh-CN', '登录']);
    language.toggle();
    expect([new Language(kept).code, language.t('progress.ended', { ended: 2, units: 13 })]).toEqual(['en', '2 of 13 units done']);
  });
  it('find a label for camelCase codes in kebab-case lists', () => {
    const profile = { ruleSet: { codeLists: { conformity: [{ code: 'does-not-conform', label: '不符合', labelEn: 'Does not conform' }] } } } as unknown as Profile;
    const language = new Language(storage());
    expect(labelOf(profile, 'conformity', 'doesNotConform', language)).toBe('不符合');
    expect(labelOf(profile, 'conformity', 'other', language)).toBe('other');
  });
});

describe('map geometry', () => {
  const square = (x: number, y: number, side: number): GeoJSON.Position[][] => [[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]];

  it('marks the centroid of the largest part', () => {
    const mark = markOf({ type: 'MultiPolygon', coordinates: [square(0, 0, 1), square(114, 38, 4)] });
    expect(mark[0]).toBeCloseTo(116, 12);
    expect(mark[1]).toBeCloseTo(40, 12);
  });
  it('marks a part without area at its first vertex', () => expect(markOf({ type: 'Polygon', coordinates: [[[5, 6], [7, 8], [5, 6]]] })).toEqual([5, 6]));
  it('boxes all features, and says when there are none', () => {
    const feature = (x: number): GeoJSON.Feature<GeoJSON.Polygon> => ({ type: 'Feature', properties: null, geometry: { type: 'Polygon', coordinates: square(x, 1, 1) } });
    expect(boxOf([feature(1), feature(-3)])).toEqual([-3, 1, 2, 2]);
    expect(boxOf([])).toBeNull();
  });
  it('knows until which zoom a shape is small', () => {
    // At zoom 0 the world of 360 degrees is 512 pixels wide: 1 degree is 1.42 pixels, and under 10 pixels up to zoom 2 (5.7).
    expect(smallUntil({ type: 'Polygon', coordinates: square(0, 0, 1) }, 10)).toBe(2);
    expect(smallUntil({ type: 'Polygon', coordinates: square(0, 0, 0) }, 10)).toBe(22);
  });
  it('groups land use by main class, and codes of the plan itself by their letters', () => {
    const classes = [{ code: 'R', label: '居住', labelEn: '' }, { code: 'R1', label: '一类居住', labelEn: '' }];
    expect(landUseGroup('R1', classes)).toMatchObject({ key: 'R', isClass: true });
    expect(landUseGroup('C-3A', classes)).toMatchObject({ key: 'C', isClass: false });
    expect(landUseGroup(null, classes)).toMatchObject({ key: '', isClass: false });
  });
});
