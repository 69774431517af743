import type { LateEffects } from '#app/audit/rubric-touch.server.ts';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { useText } from '#app/i18n/use-text.ts';
import { TableBox } from './table-box.tsx';

interface RubricLateProps {
  figures: { assigned: number; submitted: number };
  late: LateEffects | null;
}

/** Once judging has been open: what a draft changes and whose sheets it touches, as it was saved last. */
export function RubricLate({ figures, late }: RubricLateProps) {
  const t = useText(rubricEditorText);
  const lines = late
    ? ([
        ['lateReweighed', late.reweighed],
        ['lateRecurved', late.recurved],
        ['lateReworded', late.reworded],
        ['lateRephrased', late.rephrased],
        ['lateAdded', late.added],
        ['lateRemoved', late.removed],
      ] as const)
    : [];
  const shown = lines.filter(([, ids]) => ids.length > 0);
  return (
    <section className="card">
      <h2>{t('lateTitle')}</h2>
      <p className="measure">{t('lateLead', figures)}</p>
      <ul className="reasons">
        {shown.map(([key, ids]) => (
          <li key={key}>{t(key, { ids: ids.join(', ') })}</li>
        ))}
        {late?.rules ? <li>{t('lateRules')}</li> : null}
      </ul>
      {!late || late.judges.length === 0 ? (
        <p>{t('lateNothing')}</p>
      ) : (
        <TableBox label={t('lateTitle')}>
          <table className="table table--cards">
            <thead>
              <tr>
                <th scope="col">{t('lateJudge')}</th>
                <th scope="col" className="number">
                  {t('lateSubmitted')}
                </th>
                <th scope="col" className="number">
                  {t('lateDrafts')}
                </th>
                <th scope="col">{t('lateIndicators')}</th>
                <th scope="col">{t('lateCorrected')}</th>
                <th scope="col">{t('lateAsked')}</th>
              </tr>
            </thead>
            <tbody>
              {late.judges.map(({ id, name, submitted, drafts, indicators, corrected, asked }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  <td className="number" data-label={t('lateSubmitted')}>
                    {submitted}
                  </td>
                  <td className="number" data-label={t('lateDrafts')}>
                    {drafts}
                  </td>
                  <td data-label={t('lateIndicators')}>{indicators.join(', ')}</td>
                  <td data-label={t('lateCorrected')}>{corrected.join('; ') || '–'}</td>
                  <td data-label={t('lateAsked')}>{asked.join('; ') || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </section>
  );
}
