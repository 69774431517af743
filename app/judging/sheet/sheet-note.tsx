import { Link } from '@remix-run/react';
import { memo } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import { anchorOf, paths } from '#app/paths.ts';
import { noMark, SHEET_NOTE } from '../mark.ts';
import { ConflictChoice } from './conflict-choice.tsx';
import type { IndicatorProps } from './indicator-frame.tsx';
import { NoteField } from './note.tsx';
import { RefusedNotice, SaveMark } from './save-mark.tsx';
import { sameProps, shownMark } from './use-acts.ts';

/** The note on the sheet as a whole: saved, kept and chosen between like a mark, and counted nowhere. */
export const SheetNote = memo(function SheetNote({ view, mark, acts, writable }: IndicatorProps) {
  const t = useText(judgingText);
  const id = anchorOf(SHEET_NOTE);
  return (
    <section className="indicator card" id={id} aria-labelledby={`${id}-judul`} tabIndex={-1}>
      <div className="indicator__head">
        <h2 id={`${id}-judul`}>{t('sheetNote')}</h2>
        <SaveMark save={mark.save} />
      </div>
      <p className="muted indicator__description">{t('sheetNoteHint')}</p>
      {view.conflicts
        .filter((conflict) => conflict.indicator === SHEET_NOTE)
        .map((conflict) => (
          <ConflictChoice
            key={conflict.editId}
            judgeId={view.judgeId}
            conflict={conflict}
            newer={shownMark(mark, view.marks[SHEET_NOTE])}
            disabled={!writable}
          />
        ))}
      <RefusedNotice save={mark.save} onDiscard={acts.discard} />
      <NoteField
        label={t('sheetNote')}
        value={mark.edit.note}
        disabled={!writable}
        onSave={(note) => acts.tap(SHEET_NOTE, { ...noMark, note })}
      />
      <div className="folds">
        <Link className="fold-link" to={paths.history(view.entry.id)}>
          {t('historyAll')}
        </Link>
      </div>
    </section>
  );
}, sameProps);
