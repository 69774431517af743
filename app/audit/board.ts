/** The state of a contest's audits as the organizer's page shows it: plain data, sent whole or row by row. */
export interface BoardRow {
  entryId: string;
  name: string;
  category: string;
  url: string | null;
  /** Newest audit; null before the first. */
  auditId: string | null;
  state: 'queued' | 'running' | 'waiting' | 'done' | null;
  outcome: 'measured' | 'failed' | 'unmeasured' | null;
  /** The worker's own words, Indonesian. */
  stage: string | null;
  progress: number;
  tries: number;
  failureCode: string | null;
  failureMessage: string | null;
  /** The audit whose proposals count is of another address or gone: a new one is needed. */
  outdated: boolean;
  /** Mean of the proposed points by criterion; null while one of them is unmeasured. */
  points: { criterion: string; points: number | null }[];
}

export interface BoardSummary {
  sites: number;
  done: number;
  active: number;
  /** Share of all sites' work that is behind us, 0-1. */
  share: number;
}

/** Rows with one of them replaced; a row the page does not know yet is added at the end. */
export function withRow(rows: readonly BoardRow[], row: BoardRow): BoardRow[] {
  const known = rows.some((each) => each.entryId === row.entryId);
  return known ? rows.map((each) => (each.entryId === row.entryId ? row : each)) : [...rows, row];
}

export function isActive(row: BoardRow): boolean {
  return row.state === 'queued' || row.state === 'running' || row.state === 'waiting';
}

/** Counts for the heading of the page. A site that is done counts whole, one in work by its progress. */
export function summaryOf(rows: readonly BoardRow[]): BoardSummary {
  const sites = rows.filter((row) => row.url !== null);
  const isDone = (row: BoardRow) => row.state === 'done' && !row.outdated;
  const work = sites.reduce((sum, row) => sum + (isDone(row) ? 1 : isActive(row) ? row.progress : 0), 0);
  return {
    sites: sites.length,
    done: sites.filter(isDone).length,
    active: sites.filter(isActive).length,
    share: sites.length > 0 ? work / sites.length : 0,
  };
}

/** Key of auditsText for a stage label of progress.ts, with its step; null for a label it does not know. */
export function stageOf(label: string): { key: StageKey; step: string } | null {
  const [, words = '', step = ''] = /^(.*?)(?: (\d+\/\d+))?$/.exec(label) ?? [];
  const key = stageKeys[words];
  return key ? { key, step } : null;
}

const stageKeys: Record<string, StageKey> = {
  'menyiapkan peramban': 'stageStart',
  'memeriksa sambungan': 'stageConnection',
  'membuka halaman depan': 'stageHome',
  'membuka halaman dalam': 'stagePages',
  'memeriksa tautan': 'stageLinks',
  'mencoba pencarian': 'stageSearch',
  'menjalankan Lighthouse': 'stageLighthouse',
  selesai: 'stageDone',
};
export type StageKey =
  | 'stageStart'
  | 'stageConnection'
  | 'stageHome'
  | 'stagePages'
  | 'stageLinks'
  | 'stageSearch'
  | 'stageLighthouse'
  | 'stageDone';
