import { Form } from '@remix-run/react';
import type { AuditDesk } from '#app/audit/desk.server.ts';
import { formatTime } from '#app/i18n/format.ts';
import { passesText } from '#app/i18n/passes.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { ControlDrawing } from './control-drawing.tsx';
import { TextArea } from './field.tsx';
import { Badge, type Tone } from './notice.tsx';

type Pass = AuditDesk['passes'][number];

const toneOf: Record<Pass['state'], Tone> = {
  planned: 'neutral',
  running: 'info',
  done: 'success',
  cancelled: 'neutral',
};

interface PassesProps {
  passes: readonly Pass[];
  closesAt: string | null;
  /** Passes may be cancelled. */
  open: boolean;
  /** Refused act on this pass, in words. */
  refused: { passId: string; error: string; reason: string } | null;
}

/** Every pass with what may be told of it now. The route links organizer.css. */
export function AuditPasses({ passes, closesAt, open, refused }: PassesProps) {
  const t = useText(passesText);
  const locale = useLocale();
  return (
    <section className="stack" aria-labelledby="putaran">
      <div>
        <h2 id="putaran">{t('passes')}</h2>
        <p className="muted measure">{t('passesLead')}</p>
        {closesAt ? <p>{t('closesAt', { time: formatTime(closesAt, locale) })}</p> : null}
      </div>
      {passes.length === 0 ? (
        <p className="muted">{t('noPasses')}</p>
      ) : (
        <ol className="passes">
          {passes.map((pass) => (
            <PassCard key={pass.id} pass={pass} open={open} refused={refused?.passId === pass.id ? refused : null} />
          ))}
        </ol>
      )}
    </section>
  );
}

function PassCard({ pass, open, refused }: { pass: Pass; open: boolean; refused: PassesProps['refused'] }) {
  const t = useText(passesText);
  const begun = pass.state === 'running' || pass.state === 'done';
  return (
    <li className="card pass">
      <div className="row row--between">
        <h3>{t('pass', { n: pass.number })}</h3>
        <Badge tone={toneOf[pass.state]}>{t(`state_${pass.state}`)}</Badge>
      </div>
      <Times pass={pass} />
      {begun ? (
        <>
          <p className="small">{t('ofEntries', { done: pass.done, entries: pass.entries })}</p>
          <ControlDrawing controls={pass.controls} repeated={pass.repeated} />
        </>
      ) : null}
      {pass.kind === 'scheduled' ? <Seed pass={pass} /> : null}
      {open && pass.state === 'planned' ? <Cancel pass={pass} refused={refused} /> : null}
    </li>
  );
}

function Times({ pass }: { pass: Pass }) {
  const t = useText(passesText);
  const locale = useLocale();
  const time = (at: string) => formatTime(at, locale);
  if (pass.state === 'planned') return <p>{t('secret')}</p>;
  return (
    <ul className="pass__times small">
      <li className="muted">{t(`kind_${pass.kind}`)}</li>
      {pass.state === 'cancelled' && pass.plannedAt ? <li>{t('drawnFor', { time: time(pass.plannedAt) })}</li> : null}
      {pass.startedAt ? <li>{t('began', { time: time(pass.startedAt) })}</li> : null}
      {pass.finishedAt && pass.state === 'done' ? <li>{t('ended', { time: time(pass.finishedAt) })}</li> : null}
      {pass.reason ? <li>{t('cancelReasonWas', { reason: pass.reason })}</li> : null}
    </ul>
  );
}

function Seed({ pass }: { pass: Pass }) {
  const t = useText(passesText);
  return (
    <details className="small">
      <summary>
        <span>
          {t('seedHash')} <code>{pass.seedHash.slice(0, 8)}</code>
        </span>
      </summary>
      <p className="hash">
        <code>{pass.seedHash}</code>
      </p>
      {pass.seed ? (
        <p className="hash">
          {t('seed')}: <code>{pass.seed}</code>
        </p>
      ) : (
        <p className="muted">{t('seedLater')}</p>
      )}
    </details>
  );
}

function Cancel({ pass, refused }: { pass: Pass; refused: PassesProps['refused'] }) {
  const t = useText(passesText);
  return (
    <details className="small" open={refused !== null}>
      <summary>{t('cancelPass', { n: pass.number })}</summary>
      <Form method="post" className="stack stack--tight" noValidate>
        <input type="hidden" name="putaran" value={pass.id} />
        <TextArea
          label={t('cancelReason')}
          hint={t('cancelHint')}
          name="alasan"
          required
          maxLength={1000}
          defaultValue={refused?.reason ?? ''}
          error={refused?.error}
        />
        <div>
          <Button kind="danger" name="intent" value="batal">
            {t('cancelPass', { n: pass.number })}
          </Button>
        </div>
      </Form>
    </details>
  );
}
