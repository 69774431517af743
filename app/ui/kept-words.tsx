import { useRouteLoaderData } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { keptWordsText } from '#app/i18n/kept-words.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { fillIn, forget, keep, kept, wordsIn } from './kept-words-store.ts';

interface Props {
  /** The form's own name among all forms of the application. */
  id: string;
  /** Another one once the server has taken what this form sends, e.g. how many there are. */
  mark: string | number;
  /** The form takes files too: they cannot be kept. */
  files?: boolean;
}

/**
 * Inside a form: keeps what is typed, in this tab alone, until the server has taken it. A connection that dies with the
 * request loses nothing: loaded again, the words are back, with a note. Without scripts nothing is kept.
 */
export function KeptWords({ id, mark, files }: Props) {
  const t = useText(keptWordsText);
  const viewer = useRouteLoaderData<{ viewer: { name: string; role: string } | null }>('root')?.viewer;
  const owner = viewer ? `${viewer.role} ${viewer.name}` : '';
  const place = useRef<HTMLDivElement>(null);
  const [isBack, setIsBack] = useState(false);
  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    const before = kept(id);
    const taken = before?.sentAt !== undefined && before.sentAt !== String(mark);
    if (before && (taken || before.owner !== owner)) forget(id);
    else if (before && fillIn(form, before.words)) {
      form.closest('details')?.setAttribute('open', '');
      setIsBack(true);
    }
    const typed = () => keep(id, { owner, words: wordsIn(form) });
    const sent = () => keep(id, { owner, words: wordsIn(form), sentAt: String(mark) });
    form.addEventListener('input', typed);
    form.addEventListener('submit', sent);
    return () => {
      form.removeEventListener('input', typed);
      form.removeEventListener('submit', sent);
    };
  }, [id, mark, owner]);
  const drop = () => {
    forget(id);
    place.current?.closest('form')?.reset();
    setIsBack(false);
  };
  return (
    <div ref={place} hidden={!isBack} className={isBack ? 'notice' : undefined} aria-live="polite">
      {isBack ? (
        <>
          <p>
            {t('back')} {files ? t('files') : null}
          </p>
          <div>
            <Button type="button" kind="quiet" onClick={drop}>
              {t('drop')}
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}

/** Stands where those forms stood: what they kept has been taken, or its time is over. */
export function WordsTaken({ ids }: { ids: readonly string[] }) {
  const list = ids.join(' ');
  useEffect(() => {
    for (const id of list.split(' ')) forget(id);
  }, [list]);
  return null;
}
