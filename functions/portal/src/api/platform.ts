import type { ApiClient } from './client';
import type { Campaign, FeaturePage, LayerVersion, Page, PatchFeature, Profile, Progress, SignInAnswer, UnitFeature } from './contract';
import type { PatchDetail } from './patchContract';
import type { Report, ReportFile, Trace } from './reportContract';

/** Most features or items that one call answers. */
export const MOST_ITEMS = 1000;

/** The calls that the portal makes, by name. */
export class Platform {
  private readonly client: ApiClient;

  constructor(client: ApiClient) {
    this.client = client;
  }

  signIn(username: string, password: string): Promise<SignInAnswer> {
    return this.client.post('/api/token', { username, password });
  }

  async campaigns(signal?: AbortSignal): Promise<Campaign[]> {
    const campaigns: Campaign[] = [];
    let continuation: string | null = null;
    do {
      const page: Page<Campaign> = await this.client.get('/api/campaigns', { limit: MOST_ITEMS, continuation }, signal);
      campaigns.push(...page.items);
      continuation = page.continuation;
    } while (continuation !== null);
    return campaigns;
  }

  campaign(id: string, signal?: AbortSignal): Promise<Campaign> {
    return this.client.get(campaignPath(id), {}, signal);
  }

  progress(campaign: string, signal?: AbortSignal): Promise<Progress> {
    return this.client.get(`${campaignPath(campaign)}/progress`, {}, signal);
  }

  profile(id: string, date: string | null, signal?: AbortSignal): Promise<Profile> {
    return this.client.get(`/api/profiles/${encodeURIComponent(id)}`, { date }, signal);
  }

  units(profile: string, date: string | null, signal?: AbortSignal): Promise<FeaturePage<UnitFeature>> {
    return this.client.get(`/api/profiles/${encodeURIComponent(profile)}/units`, { date }, signal);
  }

  /** The patches page by page, of all units or of one. */
  async *patches(campaign: string, unit: string | null, signal?: AbortSignal): AsyncGenerator<PatchFeature[]> {
    let continuation: string | null = null;
    do {
      const query = { f: 'geojson', limit: MOST_ITEMS, unit, continuation };
      const page: FeaturePage<PatchFeature> = await this.client.get(`${campaignPath(campaign)}/patches`, query, signal);
      yield page.features;
      continuation = page.continuation;
    } while (continuation !== null);
  }

  patch(campaign: string, unit: string, key: string, signal?: AbortSignal): Promise<PatchDetail> {
    return this.client.get(`${campaignPath(campaign)}/patches/${encodeURIComponent(unit)}/${encodeURIComponent(key)}`, {}, signal);
  }

  layers(profile: string, signal?: AbortSignal): Promise<LayerVersion[]> {
    return this.client.get('/api/layers', { profile }, signal);
  }

  layerItems(profile: string, layer: string, bbox: readonly number[], signal?: AbortSignal): Promise<FeaturePage<GeoJSON.Feature>> {
    const path = `/api/layers/${encodeURIComponent(profile)}/${encodeURIComponent(layer)}/items`;
    return this.client.get(path, { bbox: bbox.join(','), limit: MOST_ITEMS }, signal);
  }

  report(campaign: string, signal?: AbortSignal): Promise<Report> {
    return this.client.get(`${campaignPath(campaign)}/report`, {}, signal);
  }

  reportFiles(campaign: string, signal?: AbortSignal): Promise<ReportFile[]> {
    return this.client.get(`${campaignPath(campaign)}/report/files`, {}, signal);
  }

  reportFile(campaign: string, name: string): Promise<Blob> {
    return this.client.blob(`${campaignPath(campaign)}/report/files/${name.split('/').map(encodeURIComponent).join('/')}`);
  }

  trace(campaign: string, table: string, row: string, signal?: AbortSignal): Promise<Trace> {
    return this.client.get(`${campaignPath(campaign)}/trace`, { table, row }, signal);
  }
}

function campaignPath(id: string): string {
  return `/api/campaigns/${encodeURIComponent(id)}`;
}
