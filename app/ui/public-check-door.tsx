import { Form } from '@remix-run/react';
import { publicCheckText } from '#app/i18n/public-check.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button } from './button.tsx';

/** The organizer's switch for the public check, in any phase. */
export function PublicCheckDoor({ allowed }: { allowed: boolean }) {
  const t = useText(publicCheckText);
  return (
    <section className="card" aria-labelledby="pemeriksaan-umum">
      <h2 id="pemeriksaan-umum">{t('settingTitle')}</h2>
      <p className="muted">{t('settingLead')}</p>
      <p>
        {t(allowed ? 'settingOn' : 'settingOff')} {allowed ? <a href={paths.publicChecks()}>{t('title')}</a> : null}
      </p>
      <Form method="post">
        <input type="hidden" name="intent" value="publicCheck" />
        <Button name="allowed" value={allowed ? '0' : '1'}>
          {t(allowed ? 'turnOff' : 'turnOn')}
        </Button>
      </Form>
    </section>
  );
}
