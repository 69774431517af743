import { type ColumnMap, importColumns, madeFromName } from '#app/contest/import-columns.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { useText } from '#app/i18n/use-text.ts';
import { SelectField } from './field.tsx';

interface Props {
  /** Of the file, in its order; the position is what a choice sends. */
  headings: readonly string[];
  columns: ColumnMap;
}

/** Which column of the file is read as what: four selects, named as readColumns reads them. */
export function ImportColumns({ headings, columns }: Props) {
  const t = useText(entriesText);
  return (
    <>
      <p className="muted">{t('importMapHint')}</p>
      <div className="plan-fields">
        {importColumns.map((column) => (
          <SelectField
            key={`${column} ${columns[column]}`}
            label={t(`importMap_${column}`)}
            name={`kolom_${column}`}
            defaultValue={String(columns[column] ?? '')}
          >
            {column === 'url' ? (
              <option value="">{t('importMapNone')}</option>
            ) : columns[column] === null ? (
              <option value="">{t('importMapPick')}</option>
            ) : null}
            {headings.map((heading, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
              <option key={at} value={at}>
                {heading || t('importMapUnnamed', { n: at + 1 })}
              </option>
            ))}
            {madeFromName.includes(column) ? (
              <option value="buat">{t(column === 'kode' ? 'importMapMake_kode' : 'importMapMake_kategori')}</option>
            ) : null}
          </SelectField>
        ))}
      </div>
    </>
  );
}
