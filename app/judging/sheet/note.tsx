import { useEffect, useRef, useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';

const NOTE_PAUSE_MS = 700;

interface NoteProps {
  value: string | null;
  disabled: boolean;
  onSave(note: string): void;
}

/** A note saves itself when the typing pauses, and when the field is left. */
export function NoteField({ value, disabled, label, onSave }: NoteProps & { label: string }) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = useRef(onSave);
  save.current = onSave;
  const unsaved = useRef(draft);
  unsaved.current = draft;
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => {
      save.current(draft);
      setDraft(null);
    }, NOTE_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  // Neither a reload nor going on to another screen may take a word that was typed a moment ago.
  useEffect(() => {
    const leave = () => {
      if (unsaved.current !== null) save.current(unsaved.current);
      unsaved.current = null;
    };
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  return (
    <textarea
      className="input input--short"
      aria-label={label}
      value={draft ?? value ?? ''}
      maxLength={4000}
      disabled={disabled}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => {
        if (draft === null) return;
        save.current(draft);
        setDraft(null);
      }}
    />
  );
}

/** The note of one indicator, folded away while there is none. */
export function Note(props: NoteProps) {
  const t = useText(judgingText);
  // Open when there was a note; afterwards the judge's to fold: emptying it must not close it under the fingers.
  const [open] = useState(Boolean(props.value));
  return (
    <details className="fold" open={open}>
      <summary>{t('note')}</summary>
      <NoteField label={t('note')} {...props} />
    </details>
  );
}
