/** Audits with all that stands behind them (passes, speed runs, stored reports, pictures), written straight into the database. */
import { gzipSync } from 'node:zlib';
import { db } from '#db/client.server.ts';
import * as schema from '#db/schema.ts';
import { hostileLhr } from '#tests/fixtures/hostile-lhr.ts';
import { makeAudit } from './judged.ts';

type Entry = typeof schema.entries.$inferSelect;
type Pass = Partial<typeof schema.auditPasses.$inferInsert>;

const first = <T>(rows: T[]): T => {
  const [row] = rows;
  if (row === undefined) throw new Error('nothing inserted');
  return row;
};

export async function makePass(contestId: string, number: number, values: Pass = {}) {
  const seed = `${number}`.repeat(64);
  const rows = await db()
    .insert(schema.auditPasses)
    .values({ contestId, number, kind: 'scheduled', seed, seedHash: `${number}f`.repeat(32), ...values })
    .returning();
  return first(rows);
}

/** A run of the control page; score 0-1. */
export async function makeControl(contestId: string, passId: string, score: number, drifted = false): Promise<void> {
  const at = { machine: 'mesin-uji', stamps: {}, result: {} };
  await db()
    .insert(schema.speedControls)
    .values({ contestId, passId, score, drifted, ...at });
}

const metrics = {
  'first-contentful-paint': 1830,
  'largest-contentful-paint': 3100,
  'total-blocking-time': 120,
  'cumulative-layout-shift': 0.02,
  'speed-index': 2600,
};

interface RunValues {
  auditId: string;
  round: number;
  /** Of the audit's pages. */
  page?: number;
  formFactor?: 'mobile' | 'desktop';
  /** 0-1; null: Lighthouse gave none. */
  score: number | null;
  /** The control page drifted: the turn does not count. */
  discarded?: boolean;
  attempt?: number;
  url: string;
}

/** One speed run in a turn of its own, with its stored report. Returns the report's id. */
export async function makeSpeedRun(values: RunValues): Promise<string> {
  const { auditId, round, page = 0, formFactor = 'mobile', score, discarded = false, attempt = 1, url } = values;
  const artifact = await db().$count(schema.artifacts);
  const turn = await db()
    .insert(schema.speedTurns)
    .values({ auditId, round, attempt, state: discarded ? 'discarded' : 'done', place: 0 })
    .onConflictDoUpdate({
      target: [schema.speedTurns.auditId, schema.speedTurns.round, schema.speedTurns.attempt],
      set: { place: 0 },
    })
    .returning();
  const scores = { performance: score, accessibility: null, 'best-practices': null, seo: null };
  const result = { url, scores, metrics: score === null ? {} : metrics, accessibilityFindings: [], seoFindings: [] };
  await db()
    .insert(schema.speedRuns)
    .values({
      turnId: first(turn).id,
      auditId,
      page,
      formFactor,
      result: { ...result, error: score === null ? 'NO_FCP' : null },
      artifact,
      startedAt: new Date('2026-06-01T03:00:00Z'),
      durationMs: 6000,
    });
  const data = gzipSync(JSON.stringify(hostileLhr(url, 'http://127.0.0.1:1')));
  const stored = await db()
    .insert(schema.artifacts)
    .values({ auditId, kind: 'lighthouse', run: artifact, mime: 'application/json+gzip', data })
    .returning({ id: schema.artifacts.id });
  return first(stored).id;
}

/** What a visit saw of a site that shows Lighthouse another face, sits on another domain and lets identity numbers be read. */
export const seen = {
  identity: {
    finalHost: 'pindahan.example',
    status: 200,
    title: 'Situs Pindahan',
    bytes: 48_000,
    markers: [{ kind: 'maintenance', text: 'sedang diperbaiki' }],
    otherDomain: 'pindahan.example',
    faces: {
      differs: true,
      sameText: 0.31,
      sameLinks: 0.12,
      auditBytes: 150_000,
      ordinaryBytes: 2_400_000,
      reasons: ['Teks yang sama hanya 31%.'],
    },
  },
  hints: {
    newestDate: { date: '2026-05-28', url: 'https://dinas.example/berita', text: '28 Mei 2026' },
    documents: [
      { key: 'renstra', url: 'https://dinas.example/r.pdf', text: 'Renstra 2025', from: 'https://dinas.example/' },
    ],
    nameSpellings: [{ text: 'Dinas Kominfo', url: 'https://dinas.example/' }],
    printView: false,
    formFields: { seen: 4, unlabelled: 1 },
  },
  privateNotices: [{ kind: 'nik', url: 'https://dinas.example/bansos', count: 3, where: 'Daftar penerima: NIK …' }],
};

/**
 * A finished visit of the entry that counts, with everything in `seen`: three runs of the home page that count, one that
 * was repeated, a desktop run, a run without a score on an inner page, a signal of either kind, three pictures.
 */
export async function makeVisit(entry: Entry, passId: string | null = null) {
  const url = entry.url ?? '';
  const auditId = await makeAudit(entry, 70, {
    passId,
    ...seen,
    runs: 3,
    finalUrl: url,
    speedPages: [url, `${url}profil`],
    finishedAt: new Date('2026-06-01T04:00:00Z'),
  });
  let report = '';
  for (const [index, score] of [0.7, 0.71, 0.72, 0.4].entries())
    report = await makeSpeedRun({ auditId, round: index + 1, score, url, discarded: index === 3 });
  await makeSpeedRun({ auditId, round: 1, formFactor: 'desktop', score: 0.95, url });
  await makeSpeedRun({ auditId, round: 2, page: 1, score: null, url: `${url}profil` });
  for (const signal of ['lighthouse-performance', 'feed'])
    await db()
      .insert(schema.signals)
      .values({ auditId, signal, outcome: 'measured', value: 0.5, unit: 'share 0-1', evidence: [] });
  const pictures = { phone: '', desktop: '', ordinary: '' };
  for (const kind of ['phone', 'desktop', 'ordinary'] as const) {
    const size = kind === 'desktop' ? { width: 1280, height: 800 } : { width: 360, height: 800 };
    const row = { auditId, kind, mime: 'image/png', data: PIXEL, ...size };
    pictures[kind] = first(await db().insert(schema.artifacts).values(row).returning({ id: schema.artifacts.id })).id;
  }
  return { auditId, report, pictures };
}

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
