import { Form } from '@remix-run/react';
import { practiceText } from '#app/i18n/practice.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import type { PracticeSite } from '../practice-panel.server.ts';

interface SiteProps {
  site: PracticeSite;
  errors: Partial<Record<keyof PracticeSite, string>>;
  categories: string[];
}

/** Which site is practised on. */
export function SiteForm({ site, errors, categories }: SiteProps) {
  const t = useText(practiceText);
  return (
    <Form method="post" className="card stack" noValidate>
      <h2>{t('siteTitle')}</h2>
      <input type="hidden" name="intent" value="site" />
      <Field label={t('siteName')} name="name" required maxLength={200} defaultValue={site.name} error={errors.name} />
      <Field
        label={t('siteCategory')}
        hint={t('siteCategoryHint')}
        name="category"
        required
        maxLength={60}
        list="kategori-latihan"
        defaultValue={site.category}
        error={errors.category}
      />
      <datalist id="kategori-latihan">
        {categories.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Field
        label={t('siteUrl')}
        hint={t('siteUrlHint')}
        name="url"
        required
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={site.url}
        error={errors.url}
      />
      <div>
        <Button>{t('saveSite')}</Button>
      </div>
    </Form>
  );
}
