import { Form, Link } from '@remix-run/react';
import { presentationText } from '#app/i18n/presentation.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { BoardRow } from '#app/publication/leaderboard.ts';
import { Button, ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

/** Where an organizer settles an open item; null where only the chief judge can. */
function placeOf(kind: BoardRow['open'][number]['kind'], entryId: string): string | null {
  if (kind === 'noAudit' || kind === 'measuredApart') return paths.entry(entryId);
  if (kind === 'findingWaiting' || kind === 'honourWaiting') return paths.findings();
  if (kind === 'tieWaiting') return paths.plenary();
  if (kind === 'objectionWaiting') return paths.objections();
  if (kind === 'wordsWaiting') return paths.rubricWords();
  if (kind === 'reportWaiting') return paths.rulings();
  return kind === 'unmeasured' ? null : paths.judgingMonitor();
}

/** What stands between the contest and its results, entry by entry. */
export function OpenEntries({ rows }: { rows: Pick<BoardRow, 'entryId' | 'name' | 'open'>[] }) {
  const t = useText(publicationText);
  return (
    <section className="card" aria-labelledby="terbuka">
      <h2 id="terbuka">{t('openTitle', { n: rows.length })}</h2>
      <p className="muted">{t('openLead')}</p>
      <ul className="reasons reasons--bare stack">
        {rows.map((row) => (
          <li key={row.entryId}>
            <strong>{row.name}</strong>
            <ul className="reasons">
              {row.open.map((item) => {
                const place = placeOf(item.kind, row.entryId);
                return <li key={item.text}>{place ? <Link to={place}>{item.text}</Link> : item.text}</li>;
              })}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ConfirmStepProps {
  /** The second step, asked for by the address. */
  open: boolean;
  intent: 'tetapkan' | 'umumkan';
  /** What the organizer looked at; the server refuses when it is no longer so. */
  field: { name: string; value: string };
  begin: string;
  title: string;
  body: string;
  confirm: string;
}

/** An act that cannot be undone, in two steps, each of which works without scripts. */
export function ConfirmStep({ open, intent, field, begin, title, body, confirm }: ConfirmStepProps) {
  const t = useText(publicationText);
  if (!open)
    return (
      <div>
        <ButtonLink to={`${paths.finalise()}?langkah=${intent}`} kind="primary">
          {begin}
        </ButtonLink>
      </div>
    );
  return (
    <Form method="post" className="card" aria-labelledby="langkah">
      <h2 id="langkah">{title}</h2>
      <p className="measure">{body}</p>
      <input type="hidden" name={field.name} value={field.value} />
      <label className="check">
        <input type="checkbox" name="periksa" value="ya" required />
        <span>{t('acknowledge')}</span>
      </label>
      <div className="row">
        <Button kind="primary" name="intent" value={intent}>
          {confirm}
        </Button>
        <ButtonLink to={paths.finalise()}>{t('cancel')}</ButtonLink>
      </div>
    </Form>
  );
}

interface FrozenCardProps {
  frozen: { version: number; inputHash: string; time: string };
  released: boolean;
  stale: boolean;
  year: number;
}

/** The frozen results: since when, under which hash, and whether the public sees them. */
export function FrozenCard({ frozen, released, stale, year }: FrozenCardProps) {
  const t = useText(publicationText);
  const p = useText(presentationText);
  return (
    <section className="card" aria-labelledby="ditetapkan">
      <h2 id="ditetapkan">{t(released ? 'released' : 'frozen')}</h2>
      <p>{t('frozenBody', { version: frozen.version, time: frozen.time })}</p>
      <dl className="facts">
        <dt>{t('hashLong')}</dt>
        <dd>
          <code className="hash">{frozen.inputHash}</code>
        </dd>
      </dl>
      {stale && !released ? <Notice tone="warning">{t('changedSince')}</Notice> : null}
      <div className="row">
        {released ? (
          <ButtonLink to={paths.resultsOf(year)} kind="primary" reload>
            {t('seePublic')}
          </ButtonLink>
        ) : null}
        <ButtonLink to={paths.documents()}>{t('toDocuments')}</ButtonLink>
        <ButtonLink to={paths.announcement()} reload>
          {p('open')}
        </ButtonLink>
      </div>
    </section>
  );
}
