/** Number of a version in an address; null for anything that is not one. */
export function versionOf(value: string | null): number | null {
  return value !== null && /^[1-9]\d{0,3}$/.test(value) ? Number(value) : null;
}

/** A year in an address: four digits, nothing else; null for anything that is not one. */
export function yearOf(value: string | undefined): number | null {
  return value !== undefined && /^[1-9]\d{3}$/.test(value) ? Number(value) : null;
}
