import type { SignalResult } from '../audit.schema.ts';
import { downTimes, downTimeText } from '../availability.ts';
import type { Visit } from '../visit.ts';
import { type Check, figure, measuredUnlessZero, notApplicable, unmeasured } from './reading/result.ts';

const ID = 'availability';
const ENOUGH_PROBES = 96;

/** What a failed probe met, in words for a webmaster; an unknown code stands as it is. */
const words: Record<string, string> = {
  'no-such-host': 'nama domain tidak ditemukan',
  refused: 'sambungan ditolak',
  timeout: 'tidak menjawab dalam batas waktu',
  'connection-lost': 'sambungan terputus',
  'http-status': 'menjawab dengan galat server (5xx)',
};
const SHOWN = 10;

/**
 * Share of regular probes answered. No probes at all means this edition runs none: not applicable, the weight goes to
 * the others. Probes that ran but are fewer than 96 can't tell yet: unmeasured (docs/decisions/004).
 */
export const check: Check = ({ availability, entryUrl }) => judgeAvailability(availability, entryUrl);

/** The signal as the probes of an entry stand; `url` is the entry's address. */
export function judgeAvailability(availability: Visit['availability'], url: string): SignalResult {
  if (availability === null) return notApplicable(ID, 'Tidak ada pemeriksaan berkala pada edisi ini.');
  const { answered, probes, failures } = availability;
  if (probes < ENOUGH_PROBES) return unmeasured(ID, `Baru ${probes} dari ${ENOUGH_PROBES} pemeriksaan berkala.`);
  const times = downTimes(failures);
  return measuredUnlessZero(ID, answered / probes, [
    {
      url,
      text: `${answered} dari ${probes} pemeriksaan berkala dijawab (${figure((answered / probes) * 100)}%). Situs dicoba setiap 15 menit; satu kegagalan dihitung bila dua percobaan berturut-turut tidak dijawab.`,
    },
    ...times.slice(-SHOWN).map((time) => {
      const why = time.codes.map((code) => words[code] ?? code).join(', ');
      return { url, text: `Tidak menjawab ${downTimeText(time)} (${time.probes} pemeriksaan: ${why}).` };
    }),
    ...(times.length > SHOWN ? [{ url, text: `Ada ${times.length - SHOWN} gangguan lain sebelum itu.` }] : []),
  ]);
}
