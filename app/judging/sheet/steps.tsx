import { useRef } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { SheetView } from '../sheet-view.server.ts';
import { SitePane } from './site-pane.tsx';

export interface Step {
  /** What `data-place` says. */
  place: string;
  href: string;
  name: string;
}

/** In the thumb's reach at the lower edge: the step before, the site (where it has no room of its own), the next step. */
export function Steps({ view, steps, place }: { view: SheetView; steps: Step[]; place: string }) {
  const t = useText(judgingText);
  const at = steps.findIndex((step) => step.place === place);
  const before = steps[at - 1];
  const after = steps[at + 1];
  return (
    <nav className="steps" aria-label={t('place')}>
      {before ? (
        <a className="button steps__before" href={before.href}>
          <span aria-hidden="true">←</span>
          <span className="visually-hidden">{t('before', { name: before.name })}</span>
        </a>
      ) : (
        <span className="steps__before" />
      )}
      <SiteDrawer view={view} />
      {after ? (
        <a className="button steps__after" href={after.href} aria-label={t('after', { name: after.name })}>
          <span>{after.name}</span>
          <span aria-hidden="true">→</span>
        </a>
      ) : null}
    </nav>
  );
}

/** The site over the sheet, from the side, until closed: for screens with one column. */
function SiteDrawer({ view }: { view: SheetView }) {
  const t = useText(judgingText);
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button type="button" className="button steps__site" onClick={() => dialog.current?.showModal()}>
        {t('openSite')}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a tap beside the drawer closes it; by keyboard Escape does. */}
      <dialog
        ref={dialog}
        className="drawer"
        aria-label={t('site')}
        onClick={(event) => {
          if (event.target === event.currentTarget) close();
        }}
      >
        <div className="drawer__inside">
          <SitePane view={view} name="laci" />
          <button type="button" className="button button--block" onClick={close}>
            {t('closeSite')}
          </button>
        </div>
      </dialog>
    </>
  );
}
