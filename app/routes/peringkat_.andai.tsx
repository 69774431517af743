import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { formatShare } from '#app/i18n/format.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { publicationText } from '#app/i18n/publication.ts';
import { roomText } from '#app/i18n/room.ts';
import { localized, text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { askAside } from '#app/publication/compute-aside.server.ts';
import { tallyInRoom } from '#app/publication/room.server.ts';
import { readSuppose } from '#app/publication/suppose-form.ts';
import { reachOf } from '#app/publication/what-if-reach.ts';
import { aggregates } from '#app/scoring/method.ts';
import { WEIGHT_STEP } from '#app/scoring/robust.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import { RoomNav } from '#app/ui/room-nav.tsx';
import { SlopeChart } from '#app/ui/slope-chart.tsx';
import styles from '#app/ui/styles/publication.css?url';
import { TableBox } from '#app/ui/table-box.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { WhatIfTable } from '#app/ui/what-if-table.tsx';

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' });

/** Reads and computes; there is no action, so nothing can be kept. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { tally } = await tallyInRoom(request);
  const locale = await readLocale(request);
  const t = text(roomText, locale);
  const { dataset, rubric, judgeCodes, judgeNames } = tally;
  const criteria = rubric.criteria.map(({ id, name, weight }) => ({ id, weight, name: localized(name, locale) }));
  const categories = [...new Set(tally.entries.map((entry) => entry.category))].sort();
  const judges = [...judgeCodes]
    .map(([id, code]) => ({ code, name: judgeNames.get(id) ?? code }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const reading = readSuppose(new URL(request.url).searchParams, {
    criteria,
    categories,
    judges: judges.map(({ code }) => code),
  });
  const form = {
    title: t('whatIfTitle'),
    official: dataset.method.aggregate,
    criteria,
    categories,
    judges,
    supposed: reading.supposed,
    typed: reading.typed,
    asked: reading.asked,
    faults: reading.faults,
    step: formatShare(WEIGHT_STEP, locale),
  };
  const reach = reachOf(dataset, reading.supposed.category);
  if (reading.faults.length > 0 || reach === 'none') return { ...form, reach, found: null };
  const { rows, variants } = await askAside('whatIf', dataset, reading.supposed, reach === 'all');
  const names = new Map(tally.entries.map(({ id, name }) => [id, name]));
  const named = rows
    .filter(({ before, after }) => before.rank !== null || after.rank !== null)
    .map((row) => ({ ...row, name: names.get(row.id) ?? row.id }))
    .sort((a, b) => (a.after.rank ?? 1e9) - (b.after.rank ?? 1e9) || (a.before.rank ?? 0) - (b.before.rank ?? 0));
  return { ...form, reach, found: { rows: named, variants } };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function WhatIf() {
  const { title, official, criteria, categories, judges, supposed, typed, asked, faults, step, reach, found } =
    useLoaderData<typeof loader>();
  const t = useText(roomText);
  const publication = useText(publicationText);
  useLive(true);
  const moved = found?.rows.filter(({ before, after }) => before.rank !== after.rank).length ?? 0;
  return (
    <Page>
      <RoomNav />
      <PageHeader title={title} lead={t('whatIfLead')} />
      <Notice title={t('nothingSaved')} />
      <Form method="get" className="card no-print" key={JSON.stringify([supposed, typed])} noValidate>
        <div className="grid">
          <SelectField label={t('supposeMethod')} name="metode" defaultValue={supposed.aggregate ?? official}>
            {aggregates.map((each) => (
              <option key={each} value={each}>
                {t(each === official ? 'officialMethod' : 'otherMethod', { method: t(`aggregate_${each}`) })}
              </option>
            ))}
          </SelectField>
          <SelectField label={t('supposeWithout')} name="tanpa" defaultValue={supposed.without ?? ''}>
            <option value="">{t('allJudges')}</option>
            {judges.map(({ code, name }) => (
              <option key={code} value={code}>
                {t('withoutJudge', { judge: name })}
              </option>
            ))}
          </SelectField>
          <SelectField label={t('supposeCategory')} name="kategori" defaultValue={supposed.category ?? ''}>
            <option value="">{t('allCategories')}</option>
            {categories.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </SelectField>
          {criteria.map(({ id, name, weight }) => (
            <Field
              key={id}
              label={t('supposeWeight', { criterion: name })}
              hint={t('officialWeight', { weight })}
              name={`bobot-${id}`}
              inputMode="decimal"
              defaultValue={typed[id]}
              error={
                faults === 'sum' || faults.includes(id)
                  ? t(faults === 'sum' ? 'weightsZero' : 'weightFaulty')
                  : undefined
              }
            />
          ))}
        </div>
        <div className="row">
          <Button kind="primary">{t('compute')}</Button>
          <ButtonLink to={paths.whatIf()} kind="quiet">
            {t('backToOfficial')}
          </ButtonLink>
        </div>
      </Form>
      {reach === 'all' ? null : (
        <Notice tone="warning" title={t(reach === 'none' ? 'tooLarge' : 'tooLargeRobust')}>
          <p>{t(supposed.category === null ? 'tooLargeCategory' : 'tooLargeCommand')}</p>
          <div>
            <ButtonLink to={paths.roomExport()} reload>
              {t('exportAll')}
            </ButtonLink>
          </div>
        </Notice>
      )}
      {found && found.rows.length === 0 ? <Notice>{publication('nobodyRanked')}</Notice> : null}
      {found && found.rows.length > 0 ? (
        <>
          <p className="measure" role="status">
            {asked ? t('moved', { moved, of: found.rows.length }) : t('asOfficial')}
          </p>
          {asked ? (
            <TableBox label={t('slopeTitle')}>
              <SlopeChart
                title={t('slopeTitle')}
                before={t('officialRank')}
                after={t('supposedRank')}
                rows={found.rows.map(({ id, name, before, after }) => ({
                  id,
                  name,
                  before: before.rank,
                  after: after.rank,
                }))}
              />
            </TableBox>
          ) : null}
          <WhatIfTable rows={found.rows} />
          {found.variants === null ? null : (
            <p className="small muted measure">{t('robustLead', { n: found.variants, step })}</p>
          )}
        </>
      ) : null}
    </Page>
  );
}
