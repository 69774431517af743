/** An audit as its screen shows it: plain data with names in both locales, so that no screen ships the catalogues. */
import type { EvidenceCrop } from '../rubric/evidence-crops.ts';
import type { LocalizedText, RubricDocument } from '../rubric/rubric.schema.ts';
import {
  type BecauseRow,
  becauseRow,
  type Evidence,
  type LighthouseSummary,
  type SignalOutcome,
} from './audit.schema.ts';
import type { PlatformSeen } from './platform.ts';
import type { FacesSeen, HintsSeen, IdentitySeen, NoticesSeen } from './seen.schema.ts';
import { signalIds, signalInfo } from './signals.ts';
import type { SpeedPageView } from './speed-view.server.ts';

export interface ReportView {
  auditId: string;
  entryId: string;
  entryName: string;
  category: string;
  year: number;
  state: 'queued' | 'running' | 'waiting' | 'done';
  outcome: 'measured' | 'failed' | 'unmeasured' | null;
  failure: { code: string; message: string } | null;
  url: string;
  finalUrl: string | null;
  finishedAt: string | null;
  durationMs: number | null;
  tries: number;
  stamps: Record<string, string>;
  /** Scores 0-1. */
  lighthouse: LighthouseSummary | null;
  criteria: ReportCriterion[];
  /** In the order of signals.json. */
  signals: ReportSignal[];
  pictures: { id: string; kind: 'phone' | 'desktop'; width: number | null; height: number | null }[];
}

/** Who reads: what accuses is for the organizer, what is private for the webmaster of the entry; public: neither. */
export type Audience = 'organizer' | 'webmaster' | 'public';

/** The report with all that stands behind it. */
export interface FullReport extends ReportView {
  kind: 'visit' | 'median' | 'partial';
  /** Number of the pass it belongs to; null outside passes and for medians. */
  pass: number | null;
  /** The visits it stands on, oldest first: itself, or the passes of a median. Their speed runs by page. */
  parts: ReportPart[];
  identity: IdentitySeen | null;
  /** What the site is made with and served by, as far as it shows. */
  platform: PlatformSeen | null;
  skipped: string[];
  /** Null for webmasters, and when nothing was compared. */
  faces: FacesSeen | null;
  /** The home page as an ordinary Chrome got it; organizers only. */
  ordinary: FacePicture | null;
  /** The same as the audit or Lighthouse got it, when that differs; organizers only. */
  otherFace: FacePicture | null;
  hints: HintsView | null;
  /** Webmasters only. */
  notices: NoticesSeen;
}

interface FacePicture {
  id: string;
  width: number | null;
  height: number | null;
}

export interface ReportPart {
  auditId: string;
  pass: number | null;
  finishedAt: string | null;
  outcome: ReportView['outcome'];
  pages: SpeedPageView[];
}

export interface HintsView extends Omit<HintsSeen, 'documents'> {
  documents: (HintsSeen['documents'][number] & { name: LocalizedText })[];
}

export interface ReportCriterion {
  id: string;
  name: LocalizedText;
  /** Indicators that the audit proposes points for. */
  indicators: ReportIndicator[];
}

export interface ReportIndicator {
  id: string;
  name: LocalizedText;
  /** Part of the entry's total, 0-1, after indicators that do not apply gave theirs away. */
  share: number;
  outcome: SignalOutcome;
  points: number | null;
  because: BecauseRow[];
}

export interface ReportSignal {
  signal: string;
  name: LocalizedText;
  explanation: LocalizedText;
  advice: LocalizedText;
  outcome: SignalOutcome;
  value: number | null;
  unit: string;
  evidence: (Evidence & { crop?: EvidenceCrop })[];
}

interface Stored {
  audit: Omit<
    ReportView,
    | 'auditId'
    | 'entryId'
    | 'entryName'
    | 'category'
    | 'year'
    | 'failure'
    | 'finishedAt'
    | 'stamps'
    | 'criteria'
    | 'signals'
    | 'pictures'
  > & {
    id: string;
    failureCode: string | null;
    failureMessage: string | null;
    finishedAt: Date | null;
    stamps: Record<string, string> | null;
  };
  entry: { id: string; name: string; category: string };
  year: number;
  signals: {
    signal: string;
    outcome: SignalOutcome;
    value: number | null;
    unit: string;
    evidence: ReportSignal['evidence'];
  }[];
  proposals: { indicator: string; outcome: SignalOutcome; points: number | null; because: unknown[] }[];
  pictures: { id: string; kind: string; width: number | null; height: number | null }[];
  rubric: RubricDocument;
}

/** Orders a stored audit for reading: indicators by the rubric, signals by the catalogue, each with its names. */
export function buildReport({ audit, entry, year, signals, proposals, pictures, rubric }: Stored): ReportView {
  const proposed = new Map(proposals.map((each) => [each.indicator, each]));
  const order = (signal: string) => {
    const at = signalIds.indexOf(signal);
    return at < 0 ? signalIds.length : at;
  };
  const share = sharesOf(rubric, (indicator) => proposed.get(indicator)?.outcome !== 'notApplicable');
  const { id: auditId, state, outcome, url, finalUrl, durationMs, tries, lighthouse } = audit;
  return {
    auditId,
    entryId: entry.id,
    entryName: entry.name,
    category: entry.category,
    year,
    state,
    outcome,
    failure: audit.failureCode ? { code: audit.failureCode, message: audit.failureMessage ?? '' } : null,
    url,
    finalUrl,
    finishedAt: audit.finishedAt?.toISOString() ?? null,
    durationMs,
    tries,
    stamps: audit.stamps ?? {},
    lighthouse,
    criteria: rubric.criteria
      .map(({ id, name, indicators }) => ({
        id,
        name,
        indicators: indicators.flatMap((indicator): ReportIndicator[] => {
          const proposal = proposed.get(indicator.id);
          if (!proposal) return [];
          const because = becauseRow.array().safeParse(proposal.because);
          return [
            {
              id: indicator.id,
              name: indicator.name,
              share: share.get(indicator.id) ?? 0,
              outcome: proposal.outcome,
              points: proposal.points,
              because: because.success ? because.data : [],
            },
          ];
        }),
      }))
      .filter((criterion) => criterion.indicators.length > 0),
    signals: [...signals]
      .sort((a, b) => order(a.signal) - order(b.signal))
      .map(({ signal, outcome, value, unit, evidence }) => ({
        signal,
        ...wordsOf(signal),
        outcome,
        value,
        unit,
        evidence,
      })),
    pictures: pictures.flatMap(({ id, kind, width, height }) =>
      kind === 'phone' || kind === 'desktop' ? [{ id, kind, width, height }] : [],
    ),
  };
}

/** Part of the total, 0-1, that each indicator decides: a criterion whose indicators all do not apply counts for nothing. */
function sharesOf(rubric: RubricDocument, applies: (indicator: string) => boolean): Map<string, number> {
  const counted = rubric.criteria
    .map(({ weight, indicators }) => ({ weight, indicators: indicators.filter(({ id }) => applies(id)) }))
    .filter(({ indicators }) => indicators.length > 0);
  const sum = (parts: readonly { weight: number }[]) => parts.reduce((total, { weight }) => total + weight, 0);
  const all = sum(counted);
  return new Map(
    counted.flatMap(({ weight, indicators }) =>
      indicators.map((each) => [each.id, (weight / all) * (each.weight / sum(indicators))]),
    ),
  );
}

/** A signal of an older catalogue still shows, under its id. */
function wordsOf(signal: string): Pick<ReportSignal, 'name' | 'explanation' | 'advice'> {
  if (!signalIds.includes(signal)) return { name: { id: signal }, explanation: { id: signal }, advice: { id: signal } };
  const { name, explanation, advice } = signalInfo(signal);
  return { name, explanation, advice };
}
