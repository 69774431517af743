import { practiceText } from '#app/i18n/practice.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Badge } from '#app/ui/notice.tsx';
import type { DeskPractice } from '../practice.server.ts';

/** Practice, first on the desk: a strong hint until it is submitted, never a wall. */
export function PracticeCard({ practice, judging }: { practice: DeskPractice | null; judging: boolean }) {
  const t = useText(practiceText);
  if (!practice) return null;
  const { name, state, entryId } = practice;
  if (state === 'submitted')
    return (
      <div className="notice notice--success">
        <p>{t('deskDone', { name })}</p>
        <div>
          <ButtonLink to={paths.practiceResult()}>{t('compare')}</ButtonLink>
        </div>
      </div>
    );
  return (
    <section className="card practice-card" aria-labelledby="latihan">
      <div className="row">
        <h2 id="latihan">{t('deskTitle')}</h2>
        <Badge tone="warning">{t('badge')}</Badge>
      </div>
      <p>{t(state === 'draft' && judging ? 'deskLeft' : 'deskHint', { name })}</p>
      <div>
        <ButtonLink to={paths.sheet(entryId)} kind="primary">
          {t(state === 'draft' ? 'resume' : 'begin')}
        </ButtonLink>
      </div>
    </section>
  );
}
