import type { LanguageCode } from './language';

const NONE = '—';

/** A whole number with thousands separators. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** An area in m² as the platform stores it: up to two decimals, no rounding beyond that. */
export function formatArea(squareMetres: number | null): string {
  return squareMetres === null ? NONE : squareMetres.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** A percentage with one decimal; null is "nothing to divide by". */
export function formatPercent(percent: number | null): string {
  return percent === null ? NONE : `${percent.toFixed(1)}%`;
}

/** A share 0…1 as a percentage. A part that would print as 0.0 % or 100.0 % without being so says it. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (share > 0 && percent < 0.05) return '<0.1%';
  if (share < 1 && percent >= 99.95) return '>99.9%';
  return formatPercent(percent);
}

/** The day on which a deadline ends. A deadline is the instant after that day, so the last millisecond before it counts. */
export function formatDeadline(instant: string, timeZone: string): string {
  return formatDay(new Date(Date.parse(instant) - 1), timeZone);
}

/** Date and time in the profile's zone, `2026-03-01 14:05`. */
export function formatInstant(instant: string, timeZone: string): string {
  const date = new Date(instant);
  return `${formatDay(date, timeZone)} ${formatTime(date, timeZone).slice(0, 5)}`;
}

/** Time of day, `14:05:09`. */
export function formatTime(date: Date, timeZone?: string): string {
  return date.toLocaleTimeString('en-GB', { hour12: false, ...(timeZone === undefined ? {} : { timeZone }) });
}

/** Size of a file in B, KB or MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

export interface CompassWords {
  east: string;
  west: string;
  north: string;
  south: string;
}

/** Longitude and latitude with hemisphere, six decimals (about 0.1 m). */
export function formatPosition(longitude: number, latitude: number, words: CompassWords, language: LanguageCode): string {
  const [x, y] = [Math.abs(longitude).toFixed(6), Math.abs(latitude).toFixed(6)];
  const [ew, ns] = [longitude < 0 ? words.west : words.east, latitude < 0 ? words.south : words.north];
  return language === 'en' ? `${x}° ${ew}, ${y}° ${ns}` : `${ew} ${x}°，${ns} ${y}°`;
}

function formatDay(date: Date, timeZone: string): string {
  return date.toLocaleDateString('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
}
