/** Evidence of a signal beside the picture that was cut out for it. Pure. */

export interface EvidenceCrop {
  src: string;
  width: number | null;
  height: number | null;
}

export interface StoredCrop {
  id: string;
  width: number | null;
  height: number | null;
  cut: { page: string; where: string; accuses: boolean } | null;
}

/**
 * The signals, each piece of their evidence with the crop of its page and place, if there is one.
 * @param accusing whether the reader may see what was cut out for an accusation
 * @param srcOf address of a stored picture
 */
export function withCrops<T extends { evidence: readonly { url?: string; where?: string; text: string }[] }>(
  signals: readonly T[],
  stored: readonly StoredCrop[],
  { accusing, srcOf }: { accusing: boolean; srcOf: (id: string) => string },
): (Omit<T, 'evidence'> & { evidence: (T['evidence'][number] & { crop?: EvidenceCrop })[] })[] {
  const crops = new Map(
    stored.flatMap(({ id, width, height, cut }) =>
      cut && (accusing || !cut.accuses) ? [[`${cut.page} ${cut.where}`, { src: srcOf(id), width, height }]] : [],
    ),
  );
  return signals.map((signal) => ({
    ...signal,
    evidence: signal.evidence.map((piece) => {
      const crop = crops.get(`${piece.url} ${piece.where}`);
      return crop ? { ...piece, crop } : piece;
    }),
  }));
}
