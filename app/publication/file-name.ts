interface Named {
  year: number;
  snapshot: { version: number; correctionId: string | null };
}

/** Name of a download of released results, without its ending: of results that replaced others with their number in it. */
export function fileNameOf({ year, snapshot }: Named): string {
  return `lomba-${year}${snapshot.correctionId === null ? '' : `-v${snapshot.version}`}`;
}
