import { Form } from '@remix-run/react';
import type { ImportPlan, PlannedRow } from '#app/contest/import.server.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from './button.tsx';
import { TextArea } from './field.tsx';
import { ImportColumns } from './import-columns.tsx';
import { Badge, Notice } from './notice.tsx';
import { TableBox } from './table-box.tsx';

const sample = `kode,nama,kategori,url
dlh,Dinas Lingkungan Hidup,Dinas,https://dlh.contoh.go.id
dishub,"Dinas Perhubungan, Perumahan dan Permukiman",Dinas,`;

/** Which columns the file needs. */
export function ImportHelp() {
  const t = useText(entriesText);
  return (
    <section className="card">
      <h2>{t('importColumns')}</h2>
      <p>{t('importColumnsAny')}</p>
      <dl className="defs">
        <dt>kode</dt>
        <dd>{t('importColKode')}</dd>
        <dt>nama</dt>
        <dd>{t('importColNama')}</dd>
        <dt>kategori</dt>
        <dd>{t('importColKategori')}</dd>
        <dt>url</dt>
        <dd>{t('importColUrl')}</dd>
      </dl>
      <h3>{t('importExample')}</h3>
      <pre className="sample">{sample}</pre>
    </section>
  );
}

/** What is wrong with the file, line by line, and the file itself to mend in place. */
export function ImportErrors({ plan, list }: { plan: ImportPlan; list: string }) {
  const t = useText(entriesText);
  return (
    <>
      <Notice tone="danger" title={t('importErrors', { n: plan.errors.length })} live>
        <ul>
          {plan.errors.map((error) => (
            <li key={`${error.line} ${error.fault} ${error.value}`}>
              <strong>{error.line > 0 ? t('importLine', { line: error.line }) : t('importWhole')}:</strong>{' '}
              {t(`fault_${error.fault}`, { value: error.value, other: error.other ?? '' })}
            </li>
          ))}
        </ul>
      </Notice>
      <Form method="post" className="card">
        {plan.headings.length > 0 ? (
          <>
            <h2>{t('importMap')}</h2>
            <ImportColumns headings={plan.headings} columns={plan.columns} />
          </>
        ) : null}
        <TextArea
          label={t('importMend')}
          hint={t('importMendHint')}
          name="isi"
          defaultValue={list}
          key={list}
          spellCheck={false}
          rows={14}
        />
        <div className="row">
          <Button kind="primary">{t('importAgain')}</Button>
          <ButtonLink to={paths.importEntries()}>{t('importOther')}</ButtonLink>
        </div>
      </Form>
      {plan.rows.length > 0 ? (
        <details className="fold">
          <summary>{t('importSound', { n: plan.rows.length })}</summary>
          <ImportRows rows={plan.rows} />
        </details>
      ) : null}
    </>
  );
}

const toneOf = { new: 'success', changed: 'warning', unchanged: 'neutral' } as const;

/** Every row with what it would do. */
export function ImportRows({ rows }: { rows: readonly PlannedRow[] }) {
  const t = useText(entriesText);
  const said = (value: string | null) => value ?? t('noSite');
  return (
    <TableBox label={t('importTitle')}>
      <table className="table table--cards">
        <thead>
          <tr>
            <th scope="col">{t('colName')}</th>
            <th scope="col">{t('fieldCategory')}</th>
            <th scope="col">{t('colSite')}</th>
            <th scope="col">{t('colStatus')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <th scope="row">
                <span className="cell-name">{row.name}</span> <span className="small muted">{row.code}</span>
              </th>
              <td>{row.category}</td>
              <td className="cell-site">{row.url ?? <span className="muted">{t('noSite')}</span>}</td>
              <td>
                <Badge tone={toneOf[row.status]}>{t(`status_${row.status}`)}</Badge>
                {row.changes.map(({ field, before, after }) => (
                  <div key={field} className="small muted">
                    {t('change', { before: said(before), after: said(after) })}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
