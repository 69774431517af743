import { formatTime } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { SHEET_NOTE } from '../mark.ts';
import type { SheetView } from '../sheet-view.server.ts';
import type { SheetState } from './use-sheet.ts';

/** Why nothing can be written on the sheet any more. */
export function Closed({ view }: { view: SheetView }) {
  const t = useText(judgingText);
  const locale = useLocale();
  if (view.closed === null) return null;
  if (view.closed === 'submitted') {
    return (
      <Notice
        tone="success"
        live
        title={t('submittedTitle', { time: view.submittedAt ? formatTime(view.submittedAt, locale) : '' })}
      >
        <p>{t('submittedLead')}</p>
        {view.next ? <NextSite next={view.next} /> : <p>{t('noNext')}</p>}
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={t('readOnly')}>
      {t(`refused_${view.closed}`)}
    </Notice>
  );
}

export function NextSite({ next }: { next: { id: string; name: string } }) {
  const t = useText(judgingText);
  return (
    <div>
      <ButtonLink to={paths.sheet(next.id)} kind="primary">
        {t('nextSite', { name: next.name })}
      </ButtonLink>
    </div>
  );
}

interface RefusedElsewhereProps {
  sheet: SheetState;
  entryId: string;
  /** Indicators that this sheet shows. */
  shown: ReadonlyMap<string, unknown>;
}

/**
 * Edits the server refused that stand nowhere else on this sheet: of other sheets, since nobody may ever open them again, and of
 * indicators that were removed.
 */
export function RefusedElsewhere({ sheet, entryId, shown }: RefusedElsewhereProps) {
  const t = useText(judgingText);
  const isShown = (indicator: string) => indicator === SHEET_NOTE || shown.has(indicator);
  const others = sheet.outbox.refused.filter(({ edit }) => edit.entryId !== entryId || !isShown(edit.indicator));
  if (others.length === 0) return null;
  return (
    <Notice tone="danger" title={t('refusedElsewhere')} live>
      <ul>
        {others.map(({ edit, reason }) => (
          <li key={edit.clientId}>
            {edit.indicator === SHEET_NOTE ? t('sheetNote') : edit.indicator}: {reason}{' '}
            <button type="button" className="button" onClick={() => sheet.discard(edit.clientId)}>
              {t('discard')}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
