import { Link } from '@remix-run/react';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Notice } from '#app/ui/notice.tsx';
import { clock } from '../clock.ts';
import { type Progress, storeAhead } from '../offline/store-ahead.client.ts';
import { emptyOutbox, type Outbox, type OutboxState } from '../outbox.ts';
import { openOutbox } from './device.client.ts';
import { useHeartbeat } from './use-heartbeat.ts';

const silent = () => () => {};
const nothing = () => emptyOutbox;

interface LeftoversProps {
  judgeId: string;
  /** Of each assigned entry. */
  names: Record<string, string>;
  /** Entries whose sheets are to be stored on the tablet, in the judge's order; none while there are no sheets. */
  stored: string[];
}

/**
 * What of all sheets is still on this tablet: sent from the desk too, and said until the server has it; and how many
 * sheets can be opened without a network. Both lines keep their place. What the server refused is listed with the
 * reason: nobody may ever open that sheet again. A device that was cut off is told so.
 */
export function Leftovers({ judgeId, names, stored }: LeftoversProps) {
  const t = useText(judgingText);
  const [box, setBox] = useState<Outbox | null>(null);
  useEffect(() => {
    const { box: made, close } = openOutbox(judgeId, '', () => {});
    setBox(made);
    return close;
  }, [judgeId]);
  const outbox = useSyncExternalStore(box?.subscribe ?? silent, box?.snapshot ?? nothing, nothing);
  const over = useHeartbeat(judgeId, outbox.loaded ? outbox.pending.length : null);
  return (
    <>
      <section className="tablet" aria-label={t('thisTablet')}>
        <Unsent outbox={outbox} over={over} />
        <StoredAhead entryIds={stored} />
      </section>
      <RefusedEdits outbox={outbox} names={names} onDiscard={(clientId) => box?.discard(clientId)} />
    </>
  );
}

/** `over`: the session has ended, whether anything waits or not. */
function Unsent({ outbox, over }: { outbox: OutboxState; over: boolean }) {
  const t = useText(judgingText);
  const locale = useLocale();
  const { pending, offlineSince, signedOut, unkept, loaded } = outbox;
  const n = pending.length;
  let said: ReactNode = loaded ? t('allOnServer') : '\u00a0';
  if (over || (n > 0 && signedOut)) said = <a href={paths.signIn(paths.judge())}>{t('signedOut', { n })}</a>;
  else if (unkept > 0) said = t('unkept', { n: unkept });
  else if (n > 0) said = offlineSince ? t('unsent', { n, time: clock(offlineSince, locale) }) : t('leftovers', { n });
  return (
    <p className="tablet__line" role="status" data-state={n > 0 || over ? 'waiting' : 'saved'}>
      {said}
    </p>
  );
}

/** Stores the sheets on the tablet and says how far it is. */
function StoredAhead({ entryIds }: { entryIds: string[] }) {
  const t = useText(judgingText);
  const [progress, setProgress] = useState<Progress | null>(null);
  const wanted = entryIds.join(' ');
  useEffect(() => {
    let stopped = false;
    const show = (next: Progress) => {
      if (!stopped) setProgress(next);
    };
    void storeAhead(wanted === '' ? [] : wanted.split(' '), show, () => stopped);
    return () => {
      stopped = true;
    };
  }, [wanted]);
  if (!progress || progress.all === 0) return <p className="tablet__line small muted">{'\u00a0'}</p>;
  const { stored, all, full, done } = progress;
  return (
    <p className="tablet__line small muted" data-stored={done ? stored : undefined}>
      {t(full ? 'storedFull' : done ? 'storedOf' : 'storing', { stored, all })}
    </p>
  );
}

interface RefusedProps {
  outbox: OutboxState;
  names: Record<string, string>;
  onDiscard(clientId: string): void;
}

function RefusedEdits({ outbox, names, onDiscard }: RefusedProps) {
  const t = useText(judgingText);
  const { refused } = outbox;
  if (refused.length === 0) return null;
  return (
    <Notice tone="danger" title={t('refusedLeft', { n: refused.length })} live>
      <p>{t('refusedLeftLead')}</p>
      <ul className="stack stack--tight">
        {refused.map(({ edit, reason }) => {
          const name = names[edit.entryId];
          return (
            <li key={edit.clientId} className="row row--between">
              <span>
                {name ? <Link to={paths.sheet(edit.entryId)}>{name}</Link> : null} {edit.indicator}: {reason}
              </span>
              <button type="button" className="button" onClick={() => onDiscard(edit.clientId)}>
                {t('discard')}
              </button>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
