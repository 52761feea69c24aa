import type { Campaign, FeaturePage, LayerVersion, PatchFeature, Profile, Progress, UnitFeature } from '../api/contract';
import { ApiError } from '../api/client';
import type { Platform } from '../api/platform';
import type { Report, ReportFile, Trace } from '../api/reportContract';
import type { Colouring } from './colouring';
import { Observable } from './observable';
import { PatchCollection, changedUnits } from './patchCollection';
import { periodEnd } from './period';

export interface PatchLoad {
  features: PatchFeature[];
  /** False while pages are still coming. */
  complete: boolean;
  /** True when the page holds only a part because there are too many. */
  partial: boolean;
}

export interface PublishedFigures {
  report: Report;
  files: ReportFile[];
}

/** The map's view, kept when the page is drawn anew. */
export interface MapView {
  center: [number, number];
  zoom: number;
}

/** Everything that the page knows of one campaign. It outlives redrawing, e.g. in another language. */
export class CampaignModel {
  readonly id: string;
  readonly campaign = new Observable<Campaign | null>(null);
  readonly progress = new Observable<Progress | null>(null);
  readonly readAt = new Observable<Date | null>(null);
  readonly failure = new Observable<unknown>(null);
  readonly patches = new Observable<PatchLoad>({ features: [], complete: false, partial: false });
  readonly figures = new Observable<PublishedFigures | null>(null);
  readonly colouring = new Observable<Colouring>('state');
  readonly trace = new Observable<Trace | null>(null);
  /** The unit that the map is asked to show; a new object asks again. */
  readonly focusUnit = new Observable<{ code: string } | null>(null);
  readonly shownLayers = new Observable<ReadonlySet<string>>(new Set());
  /** Class codes of the plan in the map's view, while the plan is shown. */
  readonly planClasses = new Observable<ReadonlySet<string>>(new Set());
  profile: Profile | null = null;
  units: FeaturePage<UnitFeature> = { type: 'FeatureCollection', continuation: null, features: [] };
  layers: LayerVersion[] = [];
  view: MapView | null = null;
  private readonly platform: Platform;
  private readonly collection = new PatchCollection();
  private readonly stale = new Set<string>();

  constructor(platform: Platform, id: string) {
    this.platform = platform;
    this.id = id;
  }

  /** True while figures can still change. */
  get isRunning(): boolean {
    return this.campaign.value?.state !== 'published';
  }

  /** Reads what never changes while the page is open, then the progress. */
  async open(signal: AbortSignal): Promise<void> {
    const campaign = await this.platform.campaign(this.id, signal);
    const date = periodEnd(campaign.period);
    const [profile, units, layers] = await Promise.all([
      this.platform.profile(campaign.profile, date, signal),
      this.platform.units(campaign.profile, date, signal),
      this.platform.layers(campaign.profile, signal),
    ]);
    this.profile = profile;
    this.units = units;
    this.layers = backgroundLayers(layers, campaign);
    this.campaign.set(campaign);
    if (campaign.state === 'published') this.colouring.set('approval');
    await this.refresh(signal);
  }

  /** All patches, page by page; the map shows what has come so far. */
  async loadPatches(signal: AbortSignal): Promise<void> {
    this.collection.clear();
    for await (const page of this.platform.patches(this.id, null, signal)) {
      this.collection.add(page);
      this.publish(false);
      if (this.collection.isFull) break;
    }
    this.publish(true);
  }

  /** Progress, then the patches of the units in which something changed, then the report once it is out. */
  async refresh(signal: AbortSignal): Promise<void> {
    const before = this.progress.value?.units ?? [];
    const patchesBefore = this.campaign.value?.patchCount;
    const progress = await this.platform.progress(this.id, signal);
    this.progress.set(progress);
    this.readAt.set(new Date());
    this.campaign.set(progress.campaign);
    for (const unit of changedUnits(before, progress.units)) this.stale.add(unit);
    if (this.patches.value.complete) {
      if (progress.campaign.patchCount !== patchesBefore) await this.loadPatches(signal);
      await this.reloadStale(signal);
    }
    if (progress.campaign.state === 'published' && this.figures.value === null) await this.loadFigures(signal);
    this.failure.set(null);
  }

  nameOfUnit(code: string, english: boolean): string {
    const unit = this.units.features.find((feature) => feature.properties.code === code)?.properties;
    return unit === undefined ? code : english ? unit.nameEn : unit.name;
  }

  private async reloadStale(signal: AbortSignal): Promise<void> {
    for (const unit of [...this.stale]) {
      const features: PatchFeature[] = [];
      for await (const page of this.platform.patches(this.id, unit, signal)) features.push(...page);
      this.collection.replaceUnit(unit, features);
      this.stale.delete(unit);
      this.publish(true);
    }
  }

  private async loadFigures(signal: AbortSignal): Promise<void> {
    try {
      const [report, files] = await Promise.all([this.platform.report(this.id, signal), this.platform.reportFiles(this.id, signal)]);
      this.figures.set({ report, files });
    } catch (error) {
      // Published a moment ago, or not to be read by this role: the panel says that there is no report.
      if (!(error instanceof ApiError) || ![202, 403, 404].includes(error.status)) throw error;
    }
  }

  private publish(complete: boolean): void {
    this.patches.set({ features: this.collection.all(), complete, partial: this.collection.isFull });
  }
}

/** The layers that can lie behind the patches: those the campaign is pinned to; before issue, the latest version of each role. */
export function backgroundLayers(layers: readonly LayerVersion[], campaign: Campaign): LayerVersion[] {
  const shown = layers.filter((layer) => ['planLandUse', 'controlLine', 'permits'].includes(layer.kind));
  const pinned = new Set(Object.values(campaign.pins?.layerVersions ?? {}).flat());
  if (pinned.size > 0) return shown.filter((layer) => pinned.has(layer.id));
  const latest = new Map<string, LayerVersion>();
  for (const layer of shown) {
    const known = latest.get(layer.role);
    if (known === undefined || known.validFrom < layer.validFrom) latest.set(layer.role, layer);
  }
  return [...latest.values()];
}
