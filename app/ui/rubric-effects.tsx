import type { MovedProposal } from '#app/audit/rubric-change.server.ts';
import { formatPoints } from '#app/i18n/format.ts';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { TableBox } from './table-box.tsx';

export interface Effects {
  entries: number;
  proposals: number;
  moved: MovedProposal[];
}

const MOST = 60;

/** Which proposals a draft moves, and by how much. */
export function RubricEffects({ effects }: { effects: Effects }) {
  const t = useText(rubricEditorText);
  const locale = useLocale();
  const { entries, proposals, moved } = effects;
  const said = (points: number | null) => (points === null ? t('noPoints') : formatPoints(points, locale));
  const touched = new Set(moved.map(({ entryId }) => entryId)).size;
  const summary =
    entries === 0
      ? t('effectsNoAudits')
      : moved.length === 0
        ? t('effectsNone', { n: proposals, entries })
        : t('effectsSome', { moved: moved.length, entries: touched });
  return (
    <div className="card">
      <h2>{t('effects')}</h2>
      <p role="status">{summary}</p>
      {moved.length > 0 ? (
        <TableBox label={t('effects')}>
          <table className="table table--cards">
            <thead>
              <tr>
                <th scope="col">{t('colEntry')}</th>
                <th scope="col">{t('colIndicator')}</th>
                <th scope="col" className="number">
                  {t('colBefore')}
                </th>
                <th scope="col" className="number">
                  {t('colAfter')}
                </th>
                <th scope="col" className="number">
                  {t('colChange')}
                </th>
              </tr>
            </thead>
            <tbody>
              {moved.slice(0, MOST).map(({ entryId, entry, indicator, before, after }) => (
                <tr key={`${entryId} ${indicator}`}>
                  <th scope="row">{entry}</th>
                  <td data-label={t('colIndicator')}>{indicator}</td>
                  <td className="number" data-label={t('colBefore')}>
                    {said(before)}
                  </td>
                  <td className="number" data-label={t('colAfter')}>
                    {said(after)}
                  </td>
                  <td className="number" data-label={t('colChange')}>
                    {before !== null && after !== null
                      ? `${after > before ? '+' : ''}${formatPoints(after - before, locale)}`
                      : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      ) : null}
      {moved.length > MOST ? <p>{t('effectsMore', { n: moved.length - MOST })}</p> : null}
    </div>
  );
}
