import { publicationText } from '#app/i18n/publication.ts';
import { useText } from '#app/i18n/use-text.ts';

interface BoardHeadProps {
  /** Names of the columns between entry and band. */
  figures: string[];
  criteria: { id: string; name: string; weight: number }[];
  showCategory: boolean;
}

/** Head of a table of places: place, entry, its figures, band, category, one column for each criterion. */
export function BoardHead({ figures, criteria, showCategory }: BoardHeadProps) {
  const t = useText(publicationText);
  return (
    <thead>
      <tr>
        <th scope="col" className="number">
          {t('rankShort')}
        </th>
        <th scope="col">{t('entry')}</th>
        {figures.map((name) => (
          <th scope="col" className="number" key={name}>
            {name}
          </th>
        ))}
        <th scope="col">{t('band')}</th>
        {showCategory ? <th scope="col">{t('category')}</th> : null}
        {criteria.map((criterion) => (
          <th scope="col" className="number" key={criterion.id}>
            {criterion.name} ({criterion.weight})
          </th>
        ))}
      </tr>
    </thead>
  );
}
