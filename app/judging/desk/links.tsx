import { recusalsText } from '#app/i18n/recusals.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';

/** Where else a judge may go from the desk. */
export function DeskLinks() {
  const t = useText(recusalsText);
  return (
    <div className="row">
      <ButtonLink to={paths.conflictsOfInterest()}>{t('toPage')}</ButtonLink>
    </div>
  );
}
