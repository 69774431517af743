import { Form } from '@remix-run/react';
import { formatPoints } from '#app/i18n/format.ts';
import { objectionsText } from '#app/i18n/objections.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { Change, EffectInWords } from '#app/publication/objection-effect.ts';
import { Button } from './button.tsx';
import { TextArea } from './field.tsx';
import { KeptWords } from './kept-words.tsx';
import { Notice } from './notice.tsx';
import { TableBox } from './table-box.tsx';

/** Points and places before and after. The route links publication.css. */
export function EffectTables({ effect, indicator }: { effect: EffectInWords; indicator: string }) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const rows = [
    { what: t('indicatorPoints', { indicator }), ...effect.points },
    { what: t('totalPoints'), ...effect.total },
  ];
  return (
    <>
      <section className="stack stack--tight">
        <h2>{t('effectChange')}</h2>
        <TableBox label={t('effectChange')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('whatCol')}</th>
                <th scope="col" className="number">
                  {t('beforeCol')}
                </th>
                <th scope="col" className="number">
                  {t('afterCol')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ what, before, after }) => (
                <tr key={what}>
                  <th scope="row">{what}</th>
                  <td className="number">{formatPoints(before, locale)}</td>
                  <td className="number">{formatPoints(after, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </section>
      <Moved effect={effect} />
      {effect.opened.length > 0 ? (
        <Notice tone="warning" title={t('openedTitle')}>
          <ul className="reasons">
            {effect.opened.map(({ entry, what }) => (
              <li key={`${entry} ${what}`}>{t('openedItem', { entry, what })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}

function Moved({ effect: { moved } }: { effect: EffectInWords }) {
  const t = useText(objectionsText);
  const shift = ({ before, after }: Change<number | null>) =>
    before === after ? (after ?? '–') : t('shift', { before: before ?? '–', after: after ?? '–' });
  if (moved.length === 0) return <Notice tone="success" title={t('movedNone')} />;
  return (
    <section className="stack stack--tight">
      <h2>{t('movedTitle')}</h2>
      <TableBox label={t('movedTitle')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('entryCol')}</th>
              <th scope="col" className="number">
                {t('rankCol')}
              </th>
              <th scope="col" className="number">
                {t('categoryCol')}
              </th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ entry, name, own, rank, categoryRank }) => (
              <tr key={entry}>
                <th scope="row">{own ? <strong>{name}</strong> : name}</th>
                <td className="number">{shift(rank)}</td>
                <td className="number">{shift(categoryRank)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}

interface SettleProps {
  objectionId: string;
  /** Of the tallies that are shown; null when there is nothing to apply yet. */
  hash: Change<string> | null;
  /** Judges have not all answered. */
  waiting: boolean;
  refused: { problem: string; reason: string } | undefined;
}

/** Applying it as it is shown, or letting everything stay. */
export function SettleForm({ objectionId, hash, waiting, refused }: SettleProps) {
  const t = useText(objectionsText);
  return (
    <Form method="post" className="card" aria-labelledby="putuskan" noValidate>
      <h2 id="putuskan">{t('decideTitle')}</h2>
      <p className="muted measure">{t('decideLead')}</p>
      <KeptWords id={`putuskan:${objectionId}`} mark="accepted" />
      {hash ? (
        <>
          <input type="hidden" name="before" value={hash.before} />
          <input type="hidden" name="after" value={hash.after} />
        </>
      ) : null}
      <TextArea
        label={t('reason')}
        hint={t('reasonHint')}
        name="reason"
        required
        maxLength={2000}
        defaultValue={refused?.reason ?? ''}
        error={refused?.problem}
      />
      <div className="row">
        {hash ? (
          <Button kind="primary" name="intent" value="terapkan">
            {t('apply')}
          </Button>
        ) : null}
        {waiting ? (
          <Button name="intent" value="tutup">
            {t('stopWaiting')}
          </Button>
        ) : null}
        <Button name="intent" value="batalkan">
          {t('drop')}
        </Button>
      </div>
    </Form>
  );
}
