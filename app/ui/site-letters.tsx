import { siteLettersText } from '#app/i18n/site-letters.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** A webmaster's switch for letters about the site; works without scripts. */
export function SiteLetters({ on, changed }: { on: boolean; changed: boolean }) {
  const t = useText(siteLettersText);
  const state = t(on ? 'settingOn' : 'settingOff');
  return (
    <section className="card" id="surel" aria-labelledby="surel-situs">
      <h2 id="surel-situs">{t('settingTitle')}</h2>
      <p className="muted">{t('settingLead')}</p>
      {changed ? <Notice tone="success" live title={state} /> : <p>{state}</p>}
      <form method="post">
        <input type="hidden" name="intent" value="siteLetters" />
        <Button name="on" value={on ? '0' : '1'}>
          {t(on ? 'turnOff' : 'turnOn')}
        </Button>
      </form>
    </section>
  );
}
