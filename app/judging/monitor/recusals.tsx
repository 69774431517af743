import { Form } from '@remix-run/react';
import { rulingsText } from '#app/i18n/rulings.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Badge } from '#app/ui/notice.tsx';
import type { Monitor } from '../monitor.server.ts';
import { Reason, type Refused } from './reason.tsx';

/** Conflicts of interest that wait for the organizer; sending a judge back asks for words. */
export function Recusals({ recusals, failed }: { recusals: Monitor['recusals']; failed: Refused | undefined }) {
  const t = useText(rulingsText);
  if (recusals.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('recusals', { n: recusals.length })}</h2>
      {recusals.map(({ id, judge, entry, reason, seated }) => (
        <Form method="post" className="decision" key={id}>
          <h3>{t('recusalOf', { judge, entry })}</h3>
          <p>
            {reason} {seated ? null : <Badge>{t('recusalAhead')}</Badge>}
          </p>
          <input type="hidden" name="intent" value="recusal" />
          <input type="hidden" name="recusalId" value={id} />
          <Reason label={t('declineWords')} refused={failed?.form === id ? failed : null} />
          <div className="row">
            <Button kind="primary" name="decision" value="confirm">
              {t('confirmRecusal')}
            </Button>
            <Button name="decision" value="decline">
              {t('declineRecusal')}
            </Button>
          </div>
        </Form>
      ))}
    </section>
  );
}
