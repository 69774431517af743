import { practiceText } from '#app/i18n/practice.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Badge, type Tone } from '#app/ui/notice.tsx';
import { TableBox } from '#app/ui/table-box.tsx';
import type { PanelBoard } from '../practice-panel.server.ts';
import { SpreadList, useLevel } from './spread.tsx';

const tones: Record<PanelBoard['judges'][number]['state'], Tone> = {
  none: 'neutral',
  draft: 'info',
  submitted: 'success',
};

/** Open practice for organizer and chief judge: who has done it, and how the levels spread around the panel's. */
export function PanelStanding({ board: { place, judges, spreads } }: { board: PanelBoard }) {
  const t = useText(practiceText);
  const locale = useLocale();
  const level = useLevel();
  return (
    <>
      <section className="card">
        <h2>{place.site.name}</h2>
        <p className="muted">
          {place.site.category}, {place.site.url}
        </p>
        <h3>{t('judges')}</h3>
        <ul className="spread">
          {judges.map(({ id, name, state }) => (
            <li key={id}>
              {name} <Badge tone={tones[state]}>{t(`judge_${state}`)}</Badge>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack">
        <h2>{t('spreadTitle')}</h2>
        <TableBox label={t('spreadTitle')}>
          <table className="table">
            <thead>
              <tr>
                {(['indicator', 'panel', 'others'] as const).map((key) => (
                  <th scope="col" key={key}>
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {place.indicators.map(({ id, name }) => {
                const written = place.panel[id];
                return (
                  <tr key={id}>
                    <th scope="row">
                      {id} {localized(name, locale)}
                    </th>
                    <td>
                      <strong className="practice__level">
                        {written?.level == null ? t('none') : level(written.level)}
                      </strong>
                      <p className="small practice__reason">{written?.reason}</p>
                    </td>
                    <td>
                      <SpreadList spread={spreads[id] ?? null} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableBox>
      </section>
    </>
  );
}
