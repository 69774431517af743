import type { Blocker, BlockerCode } from '#app/contest/phases.ts';
import { nextStepText } from '#app/i18n/next-step.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from './button.tsx';

const wayOf: Record<BlockerCode, string> = {
  rubricBroken: paths.rubric(),
  noSite: paths.importEntries(),
  auditing: paths.audits(),
  unaudited: paths.audits(),
  measuredApart: paths.audits(),
  noAssignment: paths.judgingMonitor(),
  unassigned: paths.assignmentPlan(),
  openSheets: paths.judgingMonitor(),
  recusals: paths.judgingMonitor(),
  unmeasured: paths.audits(),
  wordLooks: paths.rubricWords(),
  secondLooks: paths.judgesApart(),
  objections: paths.objections(),
  contactProposals: paths.channelDesk(),
  withoutSite: paths.entries(),
  judgesInvited: paths.people(),
  registrations: paths.webmasterDesk(),
  release: paths.finalise(),
};
const SHOWN = 6;

function Item({ blocker }: { blocker: Blocker }) {
  const t = useText(nextStepText);
  const { code, items } = blocker;
  const first = items.slice(0, SHOWN);
  const rest = items.slice(SHOWN);
  return (
    <li className="blocker">
      <div className="blocker__body">
        <p className="blocker__what">{t(`blocker_${code}`, { n: items.length })}</p>
        {first.length > 0 ? <p className="small muted">{first.map((each) => each.name).join('; ')}</p> : null}
        {rest.length > 0 ? (
          <details className="small muted">
            <summary>{t('more', { n: rest.length })}</summary>
            <p>{rest.map((each) => each.name).join('; ')}</p>
          </details>
        ) : null}
      </div>
      <ButtonLink to={wayOf[code]}>{t(`fix_${code}`)}</ButtonLink>
    </li>
  );
}

/** What stands in the way of the next phase, each with the way to it; reminders apart. */
export function Blockers({ blockers }: { blockers: readonly Blocker[] }) {
  const t = useText(nextStepText);
  const parts = [
    { key: 'blockersTitle', list: blockers.filter((each) => each.blocking) },
    { key: 'remindersTitle', list: blockers.filter((each) => !each.blocking) },
  ] as const;
  return (
    <>
      {parts.map(({ key, list }) =>
        list.length > 0 ? (
          <section className="stack stack--tight" key={key}>
            <h3>{t(key)}</h3>
            <ul className="blockers">
              {list.map((blocker) => (
                <Item key={blocker.code} blocker={blocker} />
              ))}
            </ul>
          </section>
        ) : null,
      )}
    </>
  );
}
