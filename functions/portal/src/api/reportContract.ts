import type { SourceRow } from './contract';

/** `report.json` and what its figures are traced to. Percentages have one decimal and are null when there is nothing to divide by. */
export interface ReportRow {
  key: string;
  label: string;
  labelEn: string;
  count: number;
  countPercent: number | null;
  areaM2: number;
  areaPercent: number | null;
  cells?: ReportRow[];
}

export interface ReportTable {
  title: string;
  titleEn: string;
  rows: ReportRow[];
  total: ReportRow;
}

export interface ReportSentence {
  key: string;
  zh: string;
  en: string;
}

export interface Report {
  campaign: { id: string; disclaimer: string | null; disclaimerEn: string | null; ruleSet: string | null };
  tables: Record<string, ReportTable>;
  narrative: ReportSentence[];
  notes: ReportSentence[];
}

export interface ReportFile {
  name: string;
  mediaType: string;
  sha256: string;
  bytes: number;
}

export interface TracedPatch {
  patch: string;
  number: string;
  unit: string;
  areaM2: number;
  delivered: SourceRow;
  answered: SourceRow | null;
  answeredBy: string | null;
  answeredAt: string | null;
}

export interface Trace {
  table: string;
  row: string;
  count: number;
  areaM2: number;
  /** Only the patches that the caller may see. */
  patches: TracedPatch[];
}
