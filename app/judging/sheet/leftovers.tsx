import { Link } from '@remix-run/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Notice } from '#app/ui/notice.tsx';
import { clock } from '../clock.ts';
import { emptyOutbox, type Outbox, type OutboxState } from '../outbox.ts';
import { openOutbox } from './device.client.ts';
import { useHeartbeat } from './use-heartbeat.ts';

const silent = () => () => {};
const nothing = () => emptyOutbox;

interface LeftoversProps {
  judgeId: string;
  /** Of each assigned entry. */
  names: Record<string, string>;
}

/**
 * What of all sheets is still on this tablet: sent from the desk too, and said until the server has it. What the server
 * refused is listed with the reason: nobody may ever open that sheet again. A device that was cut off is told so.
 */
export function Leftovers({ judgeId, names }: LeftoversProps) {
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
      <Unsent outbox={outbox} over={over} />
      <RefusedEdits outbox={outbox} names={names} onDiscard={(clientId) => box?.discard(clientId)} />
    </>
  );
}

/** `over`: the session has ended, whether anything waits or not. */
function Unsent({ outbox, over }: { outbox: OutboxState; over: boolean }) {
  const t = useText(judgingText);
  const locale = useLocale();
  const { pending, offlineSince, signedOut, unkept } = outbox;
  const n = pending.length;
  if (n === 0 && !over) return null;
  const title =
    signedOut || over ? (
      <a href={paths.signIn(paths.judge())}>{t('signedOut', { n })}</a>
    ) : offlineSince ? (
      t('unsent', { n, time: clock(offlineSince, locale) })
    ) : (
      t('leftovers', { n })
    );
  return (
    <Notice tone="warning" live>
      <p>{title}</p>
      {n > 0 ? <p className="small">{unkept > 0 ? t('unkept', { n: unkept }) : t('leftoversLead')}</p> : null}
    </Notice>
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
