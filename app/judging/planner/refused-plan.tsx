import { planText } from '#app/i18n/plan.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { PlanRefusal } from '../plan.ts';

/** Names of entries and judges by id. */
export type Names = Record<string, string>;

const SHOWN = 8;

/** Why a plan can't be made, about whom, and what would mend it. */
export function RefusedPlan({ refusal, names }: { refusal: PlanRefusal; names: Names }) {
  const t = useText(planText);
  const { why } = refusal;
  const n = why === 'tooFewJudges' ? refusal.entries.length : 0;
  return (
    <Notice tone="danger" title={t(`no_${why}`, { n })} live>
      <p>{t(`no_${why}Lead`)}</p>
      {why === 'noJudge' || why === 'noEntry' ? (
        <div>
          <ButtonLink to={why === 'noJudge' ? paths.people() : paths.entries()}>{t('mend_open')}</ButtonLink>
        </div>
      ) : null}
      {why === 'tooFewJudges' ? <TooFew entries={refusal.entries} names={names} /> : null}
      {why === 'notLinked' ? <NotLinked refusal={refusal} names={names} /> : null}
    </Notice>
  );
}

type Refused<W extends PlanRefusal['why']> = Extract<PlanRefusal, { why: W }>;

function TooFew({ entries, names }: { entries: Refused<'tooFewJudges'>['entries']; names: Names }) {
  const t = useText(planText);
  const listed = entries
    .map(({ entryId, judges }) => ({ entryId, judges, name: names[entryId] ?? '' }))
    .sort((a, b) => a.judges - b.judges || a.name.localeCompare(b.name, 'id', { numeric: true }));
  const rest = listed.length - SHOWN;
  return (
    <ul>
      {listed.slice(0, SHOWN).map(({ entryId, name, judges }) => (
        <li key={entryId}>{t('tooFew', { name, judges })}</li>
      ))}
      {rest > 0 ? <li>{t('tooFewMore', { n: rest })}</li> : null}
    </ul>
  );
}

function NotLinked({ refusal, names }: { refusal: Refused<'notLinked'>; names: Names }) {
  const t = useText(planText);
  const { groups, mends } = refusal;
  const rest = groups.length - SHOWN;
  return (
    <>
      <ul>
        {groups.slice(0, SHOWN).map((group, i) => (
          <li key={group.join()}>{t('group', { n: i + 1, names: group.map((id) => names[id] ?? '').join(', ') })}</li>
        ))}
        {rest > 0 ? <li>{t('groupsMore', { n: rest })}</li> : null}
      </ul>
      {mends.length === 0 ? <p>{t('mend_none')}</p> : null}
      {mends.length > 0 ? (
        <>
          <p>{t('mend')}</p>
          <ul>
            {mends.map((mend) => (
              <li key={mend.kind}>
                {t(`mend_${mend.kind}`, { n: mend.kind === 'judges' ? mend.judgesPerEntry : '' })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
