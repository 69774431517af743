/** The worker's side of the documents: prints what was ordered, from the frozen result alone. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { qrPicture } from '#app/identity/card-qr.server.ts';
import { showCode } from '#app/identity/sign-in-code.ts';
import { db } from '#db/client.server.ts';
import { assignments, documents, snapshots, user } from '#db/schema.ts';
import { paths } from '../paths.ts';
import type { JobContext } from '../queue.server.ts';
import { settingsOf } from './document-settings.server.ts';
import { type Award, awardsOf } from './documents/awards.ts';
import { certificate } from './documents/certificate.ts';
import { decree } from './documents/decree.ts';
import { type ResultFacts, resultFacts } from './documents/facts.ts';
import { fontFile } from './documents/font.server.ts';
import type { Markup } from './documents/markup.ts';
import { minutes } from './documents/minutes.ts';
import { paper, type Signer } from './documents/paper.ts';
import { type Printer, startPrinter } from './documents/print.ts';
import { recap } from './documents/recap.ts';
import { scorecard } from './documents/scorecard.ts';
import type { DocumentSettings } from './documents/settings.schema.ts';
import type { DocumentsJobData } from './documents.job.ts';

type Ordered = Pick<typeof documents.$inferSelect, 'id' | 'kind' | 'entry' | 'code'>;
type Waiting = Ordered & { orderedAt: Date };

interface Desk {
  facts: ResultFacts;
  settings: DocumentSettings;
  awards: Award[];
  /** The chief judge first. */
  judges: Signer[];
  origin: string;
}

/** Names of those who judged, for the places to sign: the dataset has codes only. */
async function signersOf(contestId: string): Promise<Signer[]> {
  const rows = await db()
    .selectDistinct({ id: user.id, name: user.name, role: user.role })
    .from(assignments)
    .innerJoin(user, eq(user.id, assignments.judgeId))
    .where(eq(assignments.contestId, contestId))
    .orderBy(asc(user.name));
  const ofRole = (role: string, title: string) =>
    rows.filter((row) => row.role === role).map(({ name }) => ({ title, name }));
  const chairs = ofRole('chiefJudge', 'Ketua dewan juri');
  return [
    ...chairs,
    ...rows.filter((row) => row.role !== 'chiefJudge').map(({ name }) => ({ title: 'Anggota', name })),
  ];
}

function bodyOf({ kind, entry, code }: Ordered, { facts, settings, awards, judges, origin }: Desk): Markup | null {
  if (kind === 'minutes') return minutes(facts, settings, judges);
  if (kind === 'recap') return recap(facts, settings, judges.slice(0, 1));
  if (kind === 'decree') return decree(facts, settings, awards);
  if (kind === 'certificate') {
    const award = awards.find((each) => each.entry.id === entry);
    if (!award || !code) return null;
    const address = new URL(paths.verification(code), origin).href;
    return certificate(facts, settings, award, { address, code: showCode(code), qr: qrPicture(address) });
  }
  const scored = facts.view.categories.flatMap(({ entries }) => entries).find(({ id }) => id === entry);
  return scored ? scorecard(facts, settings, scored) : null;
}

const TITLES = {
  minutes: 'Berita Acara Penilaian',
  recap: 'Rekapitulasi Nilai',
  decree: 'Rancangan Keputusan',
  certificate: 'Piagam Penghargaan',
  scorecard: 'Rapor Situs',
} as const;
const LANDSCAPE: readonly string[] = ['recap', 'certificate'];

/** Prints one; false when it failed, with the reason in its row. An order made meanwhile is left to the next job. */
async function printOne(order: Waiting, desk: Desk, printer: Printer, font: string): Promise<boolean> {
  const own = and(eq(documents.id, order.id), eq(documents.orderedAt, order.orderedAt));
  const body = bodyOf(order, desk);
  if (!body) {
    await db().update(documents).set({ error: 'NOT_IN_RESULT' }).where(own);
    return true;
  }
  const { facts } = desk;
  const title = `${TITLES[order.kind]} ${facts.view.contestName} ${facts.year}`;
  try {
    const printed = await printer.print(paper({ title, landscape: LANDSCAPE.includes(order.kind), body, font }));
    await db()
      .update(documents)
      .set({ ...printed, error: null, madeAt: new Date() })
      .where(own);
    return true;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    await db()
      .update(documents)
      .set({ error: said.slice(0, 300) })
      .where(own);
    return false;
  }
}

/**
 * Prints the ordered documents of a snapshot that are not there yet. One that fails holds up no other.
 * @throws Error when any failed, so that the queue tries those again
 */
export async function printDocuments({ snapshotId, origin }: DocumentsJobData, { signal }: JobContext): Promise<void> {
  const { id, kind, entry, code, orderedAt } = documents;
  const waiting = await db()
    .select({ id, kind, entry, code, orderedAt })
    .from(documents)
    .where(and(eq(documents.snapshotId, snapshotId), isNull(documents.madeAt)))
    .orderBy(asc(documents.kind), asc(documents.entry));
  const [snapshot] = await db().select().from(snapshots).where(eq(snapshots.id, snapshotId));
  if (!snapshot || waiting.length === 0) return;
  const facts = resultFacts(snapshot.dataset);
  const settings = await settingsOf(db(), snapshot.contestId);
  const judges = await signersOf(snapshot.contestId);
  const desk: Desk = { facts, settings, awards: awardsOf(facts.view, settings), judges, origin };
  const font = fontFile();
  const printer = await startPrinter();
  let failed = 0;
  try {
    for (const order of waiting) {
      signal.throwIfAborted();
      if (!(await printOne(order, desk, printer, font))) failed += 1;
    }
  } finally {
    await printer.close();
  }
  if (failed > 0) throw new Error(`${failed} documents were not printed`);
}
