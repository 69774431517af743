import { publicText } from '#app/i18n/public.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button, ButtonLink } from './button.tsx';
import { Field } from './field.tsx';

interface SearchFormProps {
  query: string | null;
  address: string;
  /** A version that was replaced is searched, not the one in force. */
  version?: number | null;
}

/** Finds an agency on a public page: a plain form, its answer is a page with an address of its own. */
export function SearchForm({ query, address, version = null }: SearchFormProps) {
  const t = useText(publicText);
  return (
    <search>
      <form action={address} method="get" className="search-form">
        {version === null ? null : <input type="hidden" name="versi" value={version} />}
        <Field
          label={t('search')}
          hint={t('searchHint')}
          type="search"
          name="cari"
          maxLength={60}
          defaultValue={query ?? ''}
        />
        <Button>{t('searchAct')}</Button>
        {query ? (
          <ButtonLink to={version === null ? address : `${address}?versi=${version}`} reload>
            {t('searchAll')}
          </ButtonLink>
        ) : null}
      </form>
    </search>
  );
}
