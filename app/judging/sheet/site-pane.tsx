import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import type { Picture, SheetView } from '../sheet-view.server.ts';

/** The site as the audit saw it on phone and desktop, and the way to the live one. `name` tells two panes apart. */
export function SitePane({ view, name }: { view: SheetView; name: string }) {
  const t = useText(judgingText);
  const { pictures, finalUrl, failureMessage } = view.site;
  const address = finalUrl ?? view.entry.url;
  const shots = (['phone', 'desktop'] as const).map((kind) => ({ kind, picture: pictures[kind] }));
  return (
    <div className="site">
      <div className="site__bar">
        <fieldset className="site__switch">
          <legend className="visually-hidden">{t('pictureOf')}</legend>
          {shots.map(({ kind }) => (
            <label key={kind} className="chip">
              <input type="radio" name={`gambar-${name}`} value={kind} defaultChecked={kind === 'desktop'} />
              <span className="chip__face">{t(kind)}</span>
            </label>
          ))}
        </fieldset>
        {address ? (
          <a className="button" href={address} target="_blank" rel="noreferrer noopener">
            {t('openLive')}
          </a>
        ) : null}
      </div>
      {failureMessage ? <p className="notice notice--warning small">{failureMessage}</p> : null}
      {shots.map(({ kind, picture }) => (
        <Shot key={kind} kind={kind} picture={picture} site={view.entry.name} />
      ))}
    </div>
  );
}

function Shot({ kind, picture, site }: { kind: 'phone' | 'desktop'; picture: Picture | null; site: string }) {
  const t = useText(judgingText);
  if (!picture) return <p className={`shot shot--${kind} shot--none muted`}>{t('noPicture')}</p>;
  const alt = t(kind === 'phone' ? 'phoneAlt' : 'desktopAlt', { site });
  return (
    <div className={`shot shot--${kind}`}>
      <a href={paths.picture(picture.id)} target="_blank" rel="noreferrer">
        <img
          src={paths.picture(picture.id)}
          alt={alt}
          width={picture.width ?? undefined}
          height={picture.height ?? undefined}
          loading="lazy"
          decoding="async"
        />
      </a>
    </div>
  );
}
