import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { stageOf } from '#app/audit/board.ts';
import type { OwnCheck } from '#app/audit/own-check.server.ts';
import { auditsText } from '#app/i18n/audits.ts';
import { ownCheckText } from '#app/i18n/own-check.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { keepStream } from './keep-stream.ts';
import { checkedWhat } from './own-check-history.tsx';

/** A check on its way, kept live by server-sent events; the page shows the result once it is there. */
export function OwnCheckProgress({ entryId, check: loaded }: { entryId: string; check: OwnCheck }) {
  const t = useText(ownCheckText);
  const a = useText(auditsText);
  const locale = useLocale();
  const { revalidate } = useRevalidator();
  const [check, setCheck] = useState(loaded);
  useEffect(
    () =>
      keepStream(paths.webmasterCheckStream(entryId), (source) => {
        source.addEventListener('check', (event) => {
          const now = JSON.parse(event.data) as OwnCheck | null;
          if (now?.id === loaded.id) setCheck(now);
          if (now?.id !== loaded.id || now.state === 'done') revalidate();
        });
        source.addEventListener('end', () => {
          source.close();
          revalidate();
        });
      }),
    [entryId, loaded.id, revalidate],
  );
  const stage = check.stage ? stageOf(check.stage) : null;
  const state = check.state === 'done' ? 'running' : check.state;
  return (
    <section className="card" aria-live="polite">
      <h2>{checkedWhat(check, t('wholeSite'), locale)}</h2>
      <p>{t(state)}</p>
      <progress className="progress" max={1} value={check.progress} aria-label={t('progress')} />
      <p className="small muted">{stage ? `${a(stage.key)} ${stage.step}` : '\u00a0'}</p>
      <noscript>
        <a href={paths.webmasterCheck(entryId)}>{t('reload')}</a>
      </noscript>
    </section>
  );
}
