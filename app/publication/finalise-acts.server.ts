/** What the organizer's screen of finalisation may ask for. */
import { z } from 'zod';
import { momentInWib } from '#app/audit/pass-form.ts';
import type { PublicationKey } from '#app/i18n/publication.ts';
import type { VersionsKey } from '#app/i18n/versions.ts';
import type { Viewer } from '#app/identity/roles.ts';
import { openCorrection, withdrawCorrection } from './corrections.server.ts';
import { remakeDocuments } from './documents.server.ts';
import { finalise } from './finalise.server.ts';
import { refusalKeys } from './refusals.ts';
import { release } from './release.server.ts';
import { callOffRelease, scheduleRelease } from './schedule.server.ts';

const periksa = z.string().optional();
const alasan = z.string().max(10_000);
export const finaliseActs = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('tetapkan'), sidik: z.string().regex(/^[0-9a-f]{64}$/), periksa }),
  z.object({ intent: z.literal('umumkan'), penetapan: z.uuid(), periksa }),
  z.object({ intent: z.literal('jadwalkan'), penetapan: z.uuid(), waktu: z.string().max(30), periksa }),
  z.object({ intent: z.literal('batalJadwal') }),
  z.object({ intent: z.literal('koreksi'), penetapan: z.uuid(), alasan, periksa }),
  z.object({ intent: z.literal('tutupKoreksi'), alasan }),
]);
export type FinaliseAct = z.infer<typeof finaliseActs>;

/** Why an act was refused: `text` of the publication's catalogue, or `correction` of the versions'. */
export type ActRefusal =
  | { status: number; text: PublicationKey; correction?: undefined }
  | { status: number; text?: undefined; correction: VersionsKey };

interface Asked {
  contestId: string;
  viewer: Viewer;
  /** Where the public reaches the application. */
  origin: string;
}

/** Does what was asked; null when it is done. */
export async function performAct(act: FinaliseAct, { contestId, viewer, origin }: Asked): Promise<ActRefusal | null> {
  const { userId } = viewer;
  if (act.intent === 'koreksi' || act.intent === 'tutupKoreksi') {
    if (act.intent === 'koreksi' && !act.periksa) return { status: 422, correction: 'refused_acknowledge' };
    const outcome =
      act.intent === 'koreksi'
        ? await openCorrection(contestId, userId, act.penetapan, act.alasan)
        : await withdrawCorrection(contestId, userId, act.alasan);
    if (outcome.done) return null;
    const isTyped = outcome.reason === 'reasonMissing' || outcome.reason === 'reasonLong';
    return { status: isTyped ? 422 : 409, correction: `refused_${outcome.reason}` };
  }
  if (act.intent !== 'batalJadwal' && !act.periksa) return { status: 422, text: 'refusedAcknowledge' };
  if (act.intent === 'jadwalkan') {
    const at = momentInWib(act.waktu);
    if (!at) return { status: 422, text: 'refusedMoment' };
    const outcome = await scheduleRelease(contestId, userId, act.penetapan, at);
    return outcome.done ? null : { status: 409, text: refusalKeys[outcome.reason] };
  }
  const outcome =
    act.intent === 'tetapkan'
      ? await finalise(contestId, userId, act.sidik)
      : act.intent === 'umumkan'
        ? await release(contestId, userId, act.penetapan)
        : await callOffRelease(contestId, userId);
  if (!outcome.done) return { status: 409, text: refusalKeys[outcome.reason] };
  if (act.intent === 'tetapkan') await remakeDocuments(viewer, contestId, origin);
  return null;
}
