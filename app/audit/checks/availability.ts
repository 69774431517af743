import { type Check, figure, measuredUnlessZero, notApplicable, unmeasured } from './reading/result.ts';

const ID = 'availability';
const ENOUGH_PROBES = 96;

/**
 * Share of regular probes answered. No probes at all means this edition runs none: not applicable, the weight goes to
 * the others. Probes that ran but are fewer than 96 can't tell yet: unmeasured (docs/decisions/004).
 */
export const check: Check = (visit) => {
  if (visit.availability === null) return notApplicable(ID, 'Tidak ada pemeriksaan berkala pada edisi ini.');
  const { answered, probes, failures } = visit.availability;
  if (probes < ENOUGH_PROBES) return unmeasured(ID, `Baru ${probes} dari ${ENOUGH_PROBES} pemeriksaan berkala.`);
  return measuredUnlessZero(ID, answered / probes, [
    {
      url: visit.entryUrl,
      text: `${answered} dari ${probes} pemeriksaan dijawab (${figure((answered / probes) * 100)}%).`,
    },
    ...failures
      .slice(0, 10)
      .map((failure) => ({ url: visit.entryUrl, text: `Tidak menjawab pada ${failure.at} (${failure.code}).` })),
  ]);
};
