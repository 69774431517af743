import type { EntryFormReading } from '#app/contest/entry-form.ts';
import { entriesText } from '#app/i18n/entries.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Field } from './field.tsx';

interface Props {
  values: EntryFormReading['values'];
  errors: EntryFormReading['errors'];
  categories: string[];
  /** The code of an entry that is there already stays. */
  codeFixed: boolean;
  /** Judging has opened: only the ranking may still change. */
  listClosed: boolean;
  rankingClosed: boolean;
}

/** The fields of one entry, for adding and changing. */
export function EntryFields({ values, errors, categories, codeFixed, listClosed, rankingClosed }: Props) {
  const t = useText(entriesText);
  const say = (field: 'code' | 'name' | 'category' | 'url') => {
    const error = errors[field];
    return error ? t(error, { value: values[field] }) : undefined;
  };
  return (
    <>
      <Field
        label={t('fieldCode')}
        hint={t('fieldCodeHint')}
        name="code"
        required
        maxLength={60}
        autoCapitalize="none"
        defaultValue={values.code}
        readOnly={codeFixed}
        error={say('code')}
      />
      <Field
        label={t('fieldEntryName')}
        name="name"
        required
        maxLength={200}
        defaultValue={values.name}
        readOnly={listClosed}
        error={say('name')}
      />
      <Field
        label={t('fieldCategory')}
        hint={t('fieldCategoryHint')}
        name="category"
        required
        maxLength={60}
        list="kategori"
        defaultValue={values.category}
        readOnly={listClosed}
        error={say('category')}
      />
      <datalist id="kategori">
        {categories.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Field
        label={t('fieldUrl')}
        hint={t('fieldUrlHint')}
        name="url"
        type="url"
        inputMode="url"
        maxLength={500}
        defaultValue={values.url}
        readOnly={listClosed}
        error={say('url')}
      />
      <label className="check">
        <input type="checkbox" name="outsideRanking" defaultChecked={values.outsideRanking} disabled={rankingClosed} />
        {t('fieldOutside')}
      </label>
    </>
  );
}
