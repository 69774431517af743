/** Steps of one audit, as reported by the engine while it works. */
export type AuditStage = 'start' | 'connection' | 'home' | 'pages' | 'links' | 'search' | 'lighthouse' | 'done';

export interface AuditProgress {
  stage: AuditStage;
  /** Share done, 0-1; never falls within one audit. */
  share: number;
  /** What is being done, in Indonesian. */
  label: string;
}

/** How far along the audit is when a stage begins; Lighthouse takes most of the time. */
const BEGINS: Record<AuditStage, number> = {
  start: 0,
  connection: 0.03,
  home: 0.08,
  pages: 0.2,
  links: 0.32,
  search: 0.38,
  lighthouse: 0.42,
  done: 1,
};

const LABELS: Record<AuditStage, string> = {
  start: 'menyiapkan peramban',
  connection: 'memeriksa sambungan',
  home: 'membuka halaman depan',
  pages: 'membuka halaman dalam',
  links: 'memeriksa tautan',
  search: 'mencoba pencarian',
  lighthouse: 'menjalankan Lighthouse',
  done: 'selesai',
};

/** A progress report; `step` of `steps` divides the Lighthouse stage by runs. */
export function progressAt(stage: AuditStage, step = 0, steps = 1): AuditProgress {
  const span = stage === 'lighthouse' ? 1 - BEGINS.lighthouse : 0;
  const label = stage === 'lighthouse' && steps > 1 ? `${LABELS[stage]} ${step + 1}/${steps}` : LABELS[stage];
  return { stage, share: BEGINS[stage] + (span * step) / steps, label };
}
