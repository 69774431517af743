import { documentsText } from '#app/i18n/documents.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { ListedDocument } from '#app/publication/documents.server.ts';
import { TableBox } from './table-box.tsx';

/** The documents of a frozen result, each to be opened once it is printed. */
export function DocumentTable({ version, rows }: { version: number; rows: ListedDocument[] }) {
  const t = useText(documentsText);
  const caption = t('documents', { version });
  return (
    <div className="stack stack--tight">
      <h2>{caption}</h2>
      <TableBox label={caption}>
        <table className="table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('subject')}</th>
              <th scope="col" className="number">
                {t('pages')}
              </th>
              <th scope="col">{t('file')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const name = t(`kind_${row.kind}`, { title: row.title ?? '' });
              const subject = row.entryName ?? t('all');
              return (
                <tr key={row.id}>
                  <th scope="row">{name}</th>
                  <td>{subject}</td>
                  <td className="number">{row.pages ?? '–'}</td>
                  <td>
                    {row.made ? (
                      <a
                        className="button"
                        href={paths.document(row.id)}
                        aria-label={t('openNamed', { name: `${name}, ${subject}` })}
                      >
                        {t('open')}
                      </a>
                    ) : (
                      t(row.error ? 'failed' : 'waiting')
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableBox>
    </div>
  );
}
