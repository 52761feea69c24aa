/** Last day of a monitoring period `2014-2015` or `2015`, as `yyyy-MM-dd`; null when the text is no period. It decides which units are in force. */
export function periodEnd(period: string): string | null {
  const years = /^(\d{4})(?:-(\d{4}))?$/.exec(period);
  return years === null ? null : `${years[2] ?? years[1]}-12-31`;
}
