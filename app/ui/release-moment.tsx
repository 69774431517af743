import { Form } from '@remix-run/react';
import { publicationText } from '#app/i18n/publication.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';

interface ReleaseMomentProps {
  snapshotId: string;
  /** The moment that is set: in words, and as the control has it. */
  pending: { time: string; local: string } | null;
  stale: boolean;
  address: string;
  /** What was typed and refused. */
  typed: string | undefined;
}

/** Sets, moves and calls off the moment at which frozen results become public. */
export function ReleaseMoment({ snapshotId, pending, stale, address, typed }: ReleaseMomentProps) {
  const t = useText(publicationText);
  return (
    <section className="card" aria-labelledby="waktu">
      <h2 id="waktu">{pending ? t('momentPending', { time: pending.time }) : t('momentTitle')}</h2>
      <p className="measure">{pending ? t('momentPendingLead', { address }) : t('momentLead')}</p>
      {pending && stale ? <Notice tone="warning">{t('momentStale')}</Notice> : null}
      {stale ? null : (
        <Form method="post" className="stack">
          <input type="hidden" name="penetapan" value={snapshotId} />
          <Field
            label={t('moment')}
            type="datetime-local"
            name="waktu"
            required
            defaultValue={typed ?? pending?.local ?? ''}
          />
          <label className="check">
            <input type="checkbox" name="periksa" value="ya" required />
            <span>{t('acknowledge')}</span>
          </label>
          <div>
            <Button name="intent" value="jadwalkan">
              {t(pending ? 'momentMove' : 'momentSet')}
            </Button>
          </div>
        </Form>
      )}
      {pending ? (
        <Form method="post">
          <Button kind="danger" name="intent" value="batalJadwal">
            {t('momentCallOff')}
          </Button>
        </Form>
      ) : null}
    </section>
  );
}
