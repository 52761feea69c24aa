/** What the platform's HTTP API answers, as far as the portal reads it (docs/api.md). Areas are m², coordinates EPSG:4490 degrees. */

export interface Grant {
  role: string;
  scope: string | null;
}

export interface SignInAnswer {
  accessToken: string;
  expiresIn: number;
  subject: string;
  name: string;
  roles: Grant[];
}

export type CampaignState = 'draft' | 'issuing' | 'issued' | 'closing' | 'published';

export interface CampaignPins {
  program: string;
  ruleSet: string;
  unitList: string;
  layerVersions: Record<string, string[]>;
}

export interface Campaign {
  id: string;
  profile: string;
  title: string;
  titleEn: string | null;
  period: string;
  state: CampaignState;
  patchCount: number;
  dueDate: string | null;
  issuedAt: string | null;
  publishedAt: string | null;
  pins: CampaignPins | null;
}

export interface Page<T> {
  items: T[];
  continuation: string | null;
}

export type TaskState = 'issued' | 'received' | 'inVerification' | 'checked' | 'submitted' | 'returned' | 'accepted' | 'closed';

export interface UnitProgress {
  unit: string;
  name: string;
  nameEn: string;
  state: TaskState;
  total: number;
  open: number;
  answered: number;
  returned: number;
  accepted: number;
  round: number;
  receiptDueAt: string;
  dueAt: string;
  overdue: boolean;
  breaches: number;
}

export interface ProgressTotals {
  units: number;
  unitsEnded: number;
  total: number;
  open: number;
  answered: number;
  returned: number;
  accepted: number;
}

export interface Progress {
  campaign: Campaign;
  units: UnitProgress[];
  totals: ProgressTotals;
}

export interface BilingualText {
  zh: string;
  en: string;
}

export interface CodeEntry {
  code: string;
  label: string;
  labelEn: string;
}

export interface Profile {
  id: string;
  title: string;
  titleEn: string;
  timeZone: string;
  initialView: number[];
  mapApproval: string;
  disclaimers: BilingualText[];
  ruleSet: {
    id: string;
    version: string;
    title: string;
    titleEn: string;
    codeLists: Record<string, CodeEntry[]>;
    themes: CodeEntry[];
  };
}

export interface UnitProperties {
  code: string;
  name: string;
  nameEn: string;
  bureau: string;
  extentLabel: string;
  extentLabelEn: string;
}

export interface PatchProperties {
  key: string;
  number: string;
  unit: string;
  state: string;
  areaM2: number;
  suggestedApproval: string | null;
  approval: string | null;
  legality: string | null;
  conformity: string | null;
}

export type PatchFeature = GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon, PatchProperties>;
export type UnitFeature = GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon, UnitProperties>;

export interface FeaturePage<F extends GeoJSON.Feature> {
  type: 'FeatureCollection';
  continuation: string | null;
  features: F[];
}

export interface SourceRow {
  sha256: string;
  file: string;
  layer: string | null;
  row: number;
}

export interface LayerVersion {
  id: string;
  profile: string;
  role: string;
  kind: 'patches' | 'planLandUse' | 'controlLine' | 'permits' | 'units' | 'regions' | 'background';
  theme: string | null;
  title: string;
  titleEn: string;
  validFrom: string;
  features: number;
  bbox: number[];
  sourceFile: string;
  sourceSha256: string;
  approximate: BilingualText | null;
}
