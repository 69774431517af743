import { devicesText } from '#app/i18n/devices.ts';
import { planText } from '#app/i18n/plan.ts';
import { practiceText } from '#app/i18n/practice.ts';
import { secondLookText } from '#app/i18n/second-look.ts';
import { standingText } from '#app/i18n/standing.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';

/** Where the organizer may go from the monitor. */
export function MonitorLinks() {
  const p = useText(planText);
  const t = useText(standingText);
  const looks = useText(secondLookText);
  const practice = useText(practiceText);
  const d = useText(devicesText);
  return (
    <>
      <ButtonLink to={paths.assignmentPlan()}>{p('toPlan')}</ButtonLink>
      <ButtonLink to={paths.judgeDevices()}>{d('toDevices')}</ButtonLink>
      <ButtonLink to={paths.practicePanel()}>{practice('toPage')}</ButtonLink>
      <ButtonLink to={paths.judgesApart()}>{looks('toList')}</ButtonLink>
      <ButtonLink to={paths.standingProposals()}>{t('toStanding')}</ButtonLink>
      <ButtonLink to={paths.corrections()}>{t('toPage')}</ButtonLink>
    </>
  );
}
