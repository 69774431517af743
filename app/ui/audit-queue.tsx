import { Form } from '@remix-run/react';
import type { AuditDesk } from '#app/audit/desk.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { passesText } from '#app/i18n/passes.ts';
import type { Text } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';

type Queue = AuditDesk['queue'];

function timeLeft(queue: Queue, t: Text<keyof (typeof passesText)['id']>): string {
  const { secondsLeft, visits, turns } = queue;
  const busy = visits.waiting + visits.running + turns.pending + turns.taken > 0;
  if (secondsLeft === null) return t(busy ? 'unknownTime' : 'noTime');
  const minutes = Math.round(secondsLeft / 60);
  if (minutes < 1) return t('lessThanMinute');
  if (minutes < 60) return t('minutes', { n: minutes });
  return t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** What waits and runs, how long it may take, and the way to hold it. Always the same height, so that nothing moves. */
export function AuditQueue({ queue }: { queue: Queue }) {
  const t = useText(passesText);
  const { visits, turns } = queue;
  return (
    <>
      <dl className="queue">
        <div>
          <dt>{t('queueVisits')}</dt>
          <dd>
            {t('queueOf', { running: visits.running, waiting: visits.waiting })}
            {visits.later > 0 ? `; ${t('queueLater', { n: visits.later })}` : null}
          </dd>
        </div>
        <div>
          <dt>{t('queueTurns')}</dt>
          <dd>{t('queueOf', { running: turns.taken, waiting: turns.pending })}</dd>
        </div>
        <div>
          <dt>{t('timeLeft')}</dt>
          <dd>{timeLeft(queue, t)}</dd>
        </div>
      </dl>
      <Machines queue={queue} />
    </>
  );
}

/** Holds the audits. Resuming is the next step's own button. */
export function PauseButton() {
  const t = useText(passesText);
  return (
    <Form method="post" className="row">
      <Button name="intent" value="jeda" aria-describedby="jeda-petunjuk">
        {t('pause')}
      </Button>
      <span className="small muted" id="jeda-petunjuk">
        {t('pauseHint')}
      </span>
    </Form>
  );
}

function Machines({ queue }: { queue: Queue }) {
  const t = useText(passesText);
  const locale = useLocale();
  const waits = new Map(queue.drifting.map(({ machine, since }) => [machine, since]));
  return (
    <details className="small">
      <summary>{t('machines')}</summary>
      <div className="stack stack--tight">
        <p>{t('lanes', { checks: queue.lanes.checks, speed: queue.lanes.speed })}</p>
        {queue.workers.length === 0 ? (
          <p className="muted">{t('noMachines')}</p>
        ) : (
          <ul>
            {queue.workers.map(({ machine, lastSeen }) => {
              const since = waits.get(machine);
              return (
                <li key={machine}>
                  <code>{machine}</code>:{' '}
                  {since
                    ? t('machineWaits', { time: formatTime(since, locale) })
                    : t('lastSeen', { time: formatTime(lastSeen, locale) })}
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </details>
  );
}
