import type { DocumentRow, DocumentState } from '#app/audit/public-information.ts';
import { informationText } from '#app/i18n/information.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Badge, type Tone } from './notice.tsx';
import { TableBox } from './table-box.tsx';

const tones: Record<DocumentState, Tone> = {
  current: 'success',
  found: 'success',
  undated: 'warning',
  old: 'warning',
  missing: 'danger',
};
/** Only web addresses become links: they come from pages that others wrote. */
const isWebAddress = (url: string) => /^https?:\/\//i.test(url);

/** What was found of the documents that citizens expect. */
export function InformationTable({ rows }: { rows: readonly DocumentRow[] }) {
  const t = useText(informationText);
  const locale = useLocale();
  const found = rows.filter(({ state }) => state !== 'missing').length;
  return (
    <section className="stack stack--tight">
      <p>{t('summary', { found, all: rows.length })}</p>
      <TableBox label={t('colDocument')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('colDocument')}</th>
              <th scope="col">{t('colState')}</th>
              <th scope="col">{t('colFound')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, state, document, year, wanted }) => (
              <tr key={key}>
                <th scope="row">{localized(name, locale)}</th>
                <td>
                  <Badge tone={tones[state]}>{t(`state_${state}`, { year: year ?? '', wanted: wanted ?? '' })}</Badge>
                </td>
                <td className="cell-site">
                  {document === null ? null : isWebAddress(document.url) ? (
                    <a href={document.url} target="_blank" rel="noreferrer noopener" lang="id">
                      {document.text || document.url}
                    </a>
                  ) : (
                    <span lang="id">{document.text}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}
