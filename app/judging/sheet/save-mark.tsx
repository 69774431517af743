import { judgingText } from '#app/i18n/judging.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { clock } from '../clock.ts';
import type { SaveState } from './use-sheet.ts';

/** Whether the mark has arrived. Its place is kept while there is nothing to say, so that nothing moves. */
export function SaveMark({ save }: { save: SaveState }) {
  const t = useText(judgingText);
  const locale = useLocale();
  const said = {
    none: '',
    sending: t('saving'),
    waiting: t('waiting'),
    refused: t('notSaved'),
    saved: save.kind === 'saved' && save.at ? t('savedAt', { time: clock(save.at, locale) }) : t('saved'),
  }[save.kind];
  return (
    // Another element for other words: the same one, written anew from the right edge, would be a shift of layout.
    <span key={said} className="save-mark" data-state={save.kind}>
      {said}
    </span>
  );
}

/** Why an edit was not taken. It stays until the judge has read it. */
export function RefusedNotice({ save, onDiscard }: { save: SaveState; onDiscard(clientId: string): void }) {
  const t = useText(judgingText);
  if (save.kind !== 'refused') return null;
  return (
    <div className="notice notice--danger" role="alert">
      <p className="notice__title">{t('refusedTitle')}</p>
      <p>{save.reason}</p>
      <div>
        <Button type="button" onClick={() => onDiscard(save.clientId)}>
          {t('discard')}
        </Button>
      </div>
    </div>
  );
}
