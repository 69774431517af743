import type { BoardRow } from '#app/audit/board.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge, type Tone } from './notice.tsx';

const toneOf = { measured: 'success', failed: 'danger', unmeasured: 'warning' } as const satisfies Record<string, Tone>;

/** How far an entry's newest audit is, in words. */
export function AuditBadge({ row }: { row: Pick<BoardRow, 'state' | 'outcome' | 'outdated'> }) {
  const t = useText(auditsText);
  if (row.state === null) return <Badge>{t('state_none')}</Badge>;
  if (row.state !== 'done') return <Badge tone="info">{t(`state_${row.state}`)}</Badge>;
  if (row.outdated) return <Badge tone="warning">{t('outdated')}</Badge>;
  if (row.outcome === null) return <Badge>{t('state_done')}</Badge>;
  return <Badge tone={toneOf[row.outcome]}>{t(`outcome_${row.outcome}`)}</Badge>;
}
