import { devicesText } from '#app/i18n/devices.ts';
import { planText } from '#app/i18n/plan.ts';
import { standingText } from '#app/i18n/standing.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';

/** Where the organizer may go from the monitor. */
export function MonitorLinks() {
  const p = useText(planText);
  const t = useText(standingText);
  const d = useText(devicesText);
  return (
    <>
      <ButtonLink to={paths.assignmentPlan()}>{p('toPlan')}</ButtonLink>
      <ButtonLink to={paths.judgeDevices()}>{d('toDevices')}</ButtonLink>
      <ButtonLink to={paths.corrections()}>{t('toPage')}</ButtonLink>
    </>
  );
}
