import { useState } from 'react';
import { formatPoints } from '#app/i18n/format.ts';
import { judgingText } from '#app/i18n/judging.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { Elsewhere } from '../mark.ts';

type Loaded = { kind: 'idle' } | { kind: 'loading' } | { kind: 'away' } | { kind: 'there'; marks: Elsewhere[] };

async function fetchMarks(entryId: string, indicator: string): Promise<Loaded> {
  const response = await fetch(paths.marksElsewhere(entryId, indicator));
  if (!response.ok) return { kind: 'away' };
  const { marks } = (await response.json()) as { marks: Elsewhere[] };
  return { kind: 'there', marks };
}

/** The judge's own marks for the same indicator at other sites, fetched when unfolded: to stay consistent. */
export function OwnElsewhere({ entryId, indicator }: { entryId: string; indicator: string }) {
  const t = useText(judgingText);
  const locale = useLocale();
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'idle' });
  const said = (mark: Elsewhere) =>
    mark.level === null ? t('notApplicable') : formatPoints(mark.level, locale, Number.isInteger(mark.level) ? 0 : 1);
  return (
    <details
      className="fold elsewhere"
      onToggle={(event) => {
        if (!event.currentTarget.open) return;
        setLoaded((held) => (held.kind === 'there' ? held : { kind: 'loading' }));
        fetchMarks(entryId, indicator).then(setLoaded, () => setLoaded({ kind: 'away' }));
      }}
    >
      <summary>{t('elsewhere')}</summary>
      <div aria-live="polite">
        {loaded.kind === 'loading' ? <p className="muted small">{t('elsewhereLoading')}</p> : null}
        {loaded.kind === 'away' ? <p className="small">{t('elsewhereAway')}</p> : null}
        {loaded.kind === 'there' && loaded.marks.length === 0 ? (
          <p className="muted small">{t('elsewhereNone')}</p>
        ) : null}
        {loaded.kind === 'there' && loaded.marks.length > 0 ? (
          <ul className="elsewhere__list">
            {loaded.marks.map((mark) => (
              <li key={mark.entryId}>
                <span className="elsewhere__level">{said(mark)}</span>
                <a href={paths.sheetAt(mark.entryId, indicator)} target="_blank" rel="noreferrer">
                  {mark.name}
                </a>
                {mark.note ? <span className="muted small">{mark.note}</span> : null}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </details>
  );
}
