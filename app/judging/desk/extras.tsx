import { practiceText } from '#app/i18n/practice.ts';
import { recusalsText } from '#app/i18n/recusals.ts';
import { standingText } from '#app/i18n/standing.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import type { DeskExtrasData } from '../desk-extras.server.ts';
import { PracticeCard } from '../practice/desk-practice.tsx';
import { DeskLooks } from '../second-look/desk-looks.tsx';
import { DeskObjectionLooks } from './objection-looks.tsx';
import { DeskWordLooks } from './word-looks.tsx';

/** Above the sites on a judge's desk: practice, requests to look again, and where else to go. */
export function DeskExtras({
  practice,
  looks,
  objections,
  words,
  panel,
  judging,
}: DeskExtrasData & { judging: boolean }) {
  const t = useText(recusalsText);
  const p = useText(practiceText);
  const s = useText(standingText);
  return (
    <>
      <PracticeCard practice={practice} judging={judging} />
      <DeskLooks looks={looks} />
      <DeskObjectionLooks looks={objections} />
      <DeskWordLooks looks={words} />
      <div className="row">
        <ButtonLink to={paths.conflictsOfInterest()}>{t('toPage')}</ButtonLink>
        {panel ? (
          <>
            <ButtonLink to={paths.practicePanel()}>{p('toPage')}</ButtonLink>
            <ButtonLink to={paths.standingProposals()}>{s('toStanding')}</ButtonLink>
          </>
        ) : null}
      </div>
    </>
  );
}
