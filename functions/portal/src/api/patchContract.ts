import type { CampaignPins, SourceRow } from './contract';

/** One patch in full: `GET /api/campaigns/{campaign}/patches/{unit}/{key}`. */
export interface PatchDetail {
  patch: PatchRecord;
  pins: CampaignPins | null;
  history: VerificationEntry[];
  acceptedBy: string | null;
  acceptedAt: string | null;
}

export interface PatchRecord {
  patch: ChangePatch;
  state: string;
  prejudgement: Prejudgement | null;
  current: VerificationEntry | null;
  returnReason: string | null;
  returnedAt: string | null;
  conformity: string | null;
}

export interface ChangePatch {
  key: string;
  number: string;
  period: string;
  beforeImageDate: string;
  afterImageDate: string;
  sensor: string | null;
  beforeCover: string;
  afterCover: string;
  note: string | null;
  areaM2: number;
  planarAreaM2: number;
  unit: string;
  shares: { unit: string; areaM2: number; share: number }[];
  source: SourceRow;
}

export interface Prejudgement {
  ruleSet: string;
  planClasses: { class: string; areaM2: number; share: number }[];
  uncoveredM2: number;
  themes: ThemeHit[];
  permits: { type: string; number: string; status: string | null; decisionDate: string | null; counts: boolean }[];
  conformity: string;
  suggestedApproval: string;
  reasons: { code: string; chinese: string; english: string }[];
}

export interface ThemeHit {
  theme: string;
  /** False: no layer for the theme. That is "unknown", never "clear". */
  known: boolean;
  areaM2: number | null;
  share: number | null;
  features: string[];
}

export interface VerificationEntry {
  id: string;
  answer: Verification;
  committedAt: string;
  subject: string;
  round: number;
  source: SourceRow;
}

export interface Verification {
  isRealChange: boolean;
  actualUse: string | null;
  projectName: string | null;
  builder: string | null;
  permits: { type: string; number: string; date: string | null }[];
  constructionState: string | null;
  approval: string;
  legality: string;
  exemptReason: string | null;
  exceptionReason: string | null;
  enforcement: string;
  enforcementDate: string | null;
  conformity: string | null;
  photographs: { file: string; sha256: string }[];
  remark: string | null;
}
