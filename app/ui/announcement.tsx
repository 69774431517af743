import { useCallback, useEffect, useMemo, useState } from 'react';
import { formatPoints } from '#app/i18n/format.ts';
import { presentationText } from '#app/i18n/presentation.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { type Act, actOf, type DeckCategory, stepsOf } from '#app/publication/deck.ts';
import { Button } from './button.tsx';

interface AnnouncementProps {
  deck: { contestName: string; decimals: number; categories: DeckCategory[] };
  address: string;
  year: number;
}

/** Where the deck stands, moved by keys. The place is kept in the address: a reload by mistake reveals nothing anew. */
function useSteps(count: number) {
  const [at, setAt] = useState(0);
  const [isBlank, setBlank] = useState(false);
  useEffect(() => {
    const kept = Number(window.location.hash.slice(1));
    if (Number.isInteger(kept) && kept > 0) setAt(Math.min(kept, count - 1));
  }, [count]);
  const go = useCallback(
    (to: number) => {
      const step = Math.max(0, Math.min(count - 1, to));
      window.history.replaceState(window.history.state, '', `#${step}`);
      setAt(step);
    },
    [count],
  );
  const act = useCallback(
    (what: Act) => {
      // A dark screen comes back where it was, whatever the key.
      if (what !== 'fullScreen' && (isBlank || what === 'blank')) return setBlank(!isBlank);
      if (what === 'forward') go(at + 1);
      if (what === 'back') go(at - 1);
      if (what === 'first') go(0);
      if (what === 'fullScreen') toggleFullScreen();
    },
    [at, isBlank, go],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const what = actOf(event.key);
      if (!what || event.ctrlKey || event.altKey || event.metaKey) return;
      // On a button or link of the foot these two press it.
      if ((event.key === ' ' || event.key === 'Enter') && (event.target as Element).closest('button, a')) return;
      // Held down, a key would run through the winners.
      event.preventDefault();
      if (!event.repeat) act(what);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [act]);
  return { at, isBlank, act };
}

function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen().catch(() => {});
}

/** The big screen: only what has been revealed is on the page. */
export function Announcement({ deck, address, year }: AnnouncementProps) {
  const t = useText(presentationText);
  const steps = useMemo(() => stepsOf(deck.categories), [deck]);
  const { at, isBlank, act } = useSteps(steps.length);
  const step = steps[at] ?? { kind: 'opening' };
  const category = step.kind === 'category' ? deck.categories[step.at] : undefined;
  return (
    <main className="stage" id="isi" data-blank={isBlank}>
      <header className="stage__head">
        <p>
          {deck.contestName} {year}
        </p>
      </header>
      <div className="stage__body" aria-live="polite">
        {isBlank ? null : category && step.kind === 'category' ? (
          <Places category={category} shown={step.shown} decimals={deck.decimals} />
        ) : step.kind === 'end' ? (
          <>
            <h1>{t('end')}</h1>
            <p className="stage__lead">{t('endLead', { address })}</p>
          </>
        ) : (
          <>
            <h1>{t('opening')}</h1>
            <p className="stage__lead">{t('keys')}</p>
          </>
        )}
      </div>
      <footer className="stage__foot">
        <Button type="button" kind="quiet" onClick={() => act('back')}>
          {t('back')}
        </Button>
        <Button type="button" kind="quiet" onClick={() => act('forward')}>
          {t('forward')}
        </Button>
        <span className="stage__count">{t('step', { n: at + 1, all: steps.length })}</span>
        <Button type="button" kind="quiet" onClick={() => act('blank')}>
          {t('blank')}
        </Button>
        <Button type="button" kind="quiet" onClick={() => act('fullScreen')}>
          {t('fullScreen')}
        </Button>
        <a className="button button--quiet" href={paths.finalise()}>
          {t('leave')}
        </a>
      </footer>
    </main>
  );
}

interface PlacesProps {
  category: DeckCategory;
  /** How many of its places are revealed. */
  shown: number;
  decimals: number;
}

/** A category: the best revealed place on top, and large because it is the newest. */
function Places({ category, shown, decimals }: PlacesProps) {
  const t = useText(presentationText);
  const locale = useLocale();
  const revealed = category.reveals.slice(0, shown).reverse();
  return (
    <>
      <h1>{t('category', { name: category.name })}</h1>
      <ol className="stage__places" reversed>
        {revealed.map(({ title, names, total }, i) => (
          <li key={title} className={i === 0 ? 'stage__place stage__place--new' : 'stage__place'}>
            <span className="stage__title" lang="id">
              {title}
            </span>
            <span className="stage__name">{names.join(' · ')}</span>
            <span className="stage__points">{t('points', { points: formatPoints(total, locale, decimals) })}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
