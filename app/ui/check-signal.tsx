import type { ReportSignal } from '#app/audit/report-view.ts';
import { ownCheckText } from '#app/i18n/own-check.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Button } from './button.tsx';

/** Asks for a check of one signal; works without scripts. */
export function CheckSignal({ entryId, signal }: { entryId: string; signal: ReportSignal }) {
  const t = useText(ownCheckText);
  const name = localized(signal.name, useLocale());
  return (
    <form method="post" action={paths.webmasterCheck(entryId)} className="no-print">
      <input type="hidden" name="sinyal" value={signal.signal} />
      <Button kind="quiet" aria-label={t('signalOf', { signal: name })}>
        {t('signal')}
      </Button>
    </form>
  );
}
