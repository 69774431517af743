/** A year in an address: four digits, nothing else; null for anything that is not one. */
export function yearOf(value: string | undefined): number | null {
  return value !== undefined && /^[1-9]\d{3}$/.test(value) ? Number(value) : null;
}
