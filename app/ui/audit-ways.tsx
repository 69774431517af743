import { findingsText } from '#app/i18n/findings.ts';
import { useText } from '#app/i18n/use-text.ts';
import { wordsText } from '#app/i18n/words.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

/** From the audits to what belongs to them: findings, and the words that audits look for. */
export function AuditWays() {
  const finding = useText(findingsText);
  const words = useText(wordsText);
  return (
    <>
      <ButtonLink to={paths.findings()} kind="quiet">
        {finding('findings')}
      </ButtonLink>
      <ButtonLink to={paths.words()} kind="quiet">
        {words('words')}
      </ButtonLink>
    </>
  );
}

/** Says that findings await a person's decision, with the way there; nothing when none does. */
export function FindingsWait({ count }: { count: number }) {
  const t = useText(findingsText);
  if (count === 0) return null;
  return (
    <Notice tone="warning" title={t('open', { n: count })}>
      <p>{t('waitLead')}</p>
      <div>
        <ButtonLink to={paths.findings()}>{t('toFindings')}</ButtonLink>
      </div>
    </Notice>
  );
}
