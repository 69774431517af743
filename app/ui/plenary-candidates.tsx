import { Link } from '@remix-run/react';
import { plenaryText } from '#app/i18n/plenary.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { Candidate } from '#app/publication/plenary-view.ts';
import { Badge } from './notice.tsx';
import { Points } from './points.tsx';
import { SparkBar } from './room-charts.tsx';
import { TableBox } from './table-box.tsx';

interface CandidatesProps {
  caption: string;
  criteria: { id: string; name: string; weight: number }[];
  candidates: Candidate[];
}

/** Candidates side by side, a column each. */
export function PlenaryCandidates({ caption, criteria, candidates }: CandidatesProps) {
  const t = useText(plenaryText);
  return (
    <TableBox label={caption}>
      <table className="table plenary">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="row">{t('place')}</th>
            {candidates.map((each) => (
              <th scope="col" key={each.entryId}>
                <span className="plenary__place">{each.place}</span>
                <Link to={paths.boardEntry(each.entryId)}>{each.name}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('total')}</th>
            {candidates.map((each) => (
              <td key={each.entryId}>
                <strong className="plenary__total">
                  <Points value={each.total} />
                </strong>
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('range')}</th>
            {candidates.map(({ entryId, certainty }) => (
              <td key={entryId}>
                {certainty?.interval ? (
                  <>
                    <Points value={certainty.interval[0]} />–<Points value={certainty.interval[1]} />
                  </>
                ) : (
                  '–'
                )}
              </td>
            ))}
          </tr>
          {criteria.map((criterion) => (
            <tr key={criterion.id}>
              <th scope="row">{criterion.name}</th>
              {candidates.map((each) => (
                <td key={each.entryId}>
                  <Points value={each.byCriterion[criterion.id]} />
                  <SparkBar value={each.byCriterion[criterion.id] ?? null} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('notes')}</th>
            {candidates.map((each) => (
              <td key={each.entryId} className="plenary__notes small">
                {each.tiedNames.length > 0 ? (
                  <p>
                    <Badge tone="danger">{t('tied')}</Badge> {each.tiedNames.join(', ')}
                  </p>
                ) : null}
                {each.nearNames.length > 0 ? (
                  <p>
                    <Badge tone="warning">{t('nearTie')}</Badge> {each.nearNames.join(', ')}
                  </p>
                ) : null}
                {each.open
                  .filter(({ kind }) => kind !== 'tieWaiting')
                  .map((item) => (
                    <p key={item.text}>{item.text}</p>
                  ))}
                {each.barred ? <p>{each.barred}</p> : null}
                {each.above ? (
                  <Link className="tap-link" to={paths.comparison(each.above.id, each.id)}>
                    {t('compareAbove', { name: each.above.name })}
                  </Link>
                ) : null}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </TableBox>
  );
}
