/** Name of a download of released results, without its ending: of a later version with the number in it. */
export function fileNameOf({ year, snapshot }: { year: number; snapshot: { version: number } }): string {
  return `lomba-${year}${snapshot.version > 1 ? `-v${snapshot.version}` : ''}`;
}
