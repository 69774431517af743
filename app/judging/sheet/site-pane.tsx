import { useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import { type Device, devices, pageName } from '../pictured.ts';
import type { SheetView } from '../sheet-view.server.ts';
import { Strip } from './strip.tsx';

/**
 * The site as the audit saw it: which page, on which device, from its top to its end, and the way to the live page.
 * `name` tells two panes apart.
 */
export function SitePane({ view, name }: { view: SheetView; name: string }) {
  const t = useText(judgingText);
  const { pages, finalUrl, failureMessage } = view.site;
  const [at, setAt] = useState(0);
  const [device, setDevice] = useState<Device>('desktop');
  const page = pages[at] ?? pages[0];
  const address = page?.url ?? finalUrl ?? view.entry.url;
  const said = page ? pageName(page, t('homePage')) : t('homePage');
  return (
    <div className="site">
      <div className="site__bar">
        {pages.length > 1 ? (
          <select
            className="input site__page"
            aria-label={t('pageChoice')}
            value={at}
            onChange={(event) => setAt(Number(event.target.value))}
          >
            {pages.map((each, index) => (
              <option key={each.url} value={index}>
                {pageName(each, t('homePage'))}
              </option>
            ))}
          </select>
        ) : null}
        <fieldset className="site__switch">
          <legend className="visually-hidden">{t('pictureOf')}</legend>
          {devices.toReversed().map((each) => (
            <label key={each} className="chip">
              <input
                type="radio"
                name={`gambar-${name}`}
                value={each}
                checked={device === each}
                onChange={() => setDevice(each)}
              />
              <span className="chip__face">{t(each)}</span>
            </label>
          ))}
        </fieldset>
        {address ? (
          <a
            className="button site__live"
            href={address}
            target="_blank"
            rel="noreferrer noopener"
            aria-label={t('openLiveSaid', { page: said })}
          >
            {t('openLive')}
          </a>
        ) : null}
      </div>
      {failureMessage ? <p className="notice notice--warning small">{failureMessage}</p> : null}
      <Strip
        // From the top again.
        key={`${at} ${device}`}
        parts={page?.parts[device] ?? []}
        said={t(device === 'phone' ? 'pageOnPhone' : 'pageOnDesktop', { page: said })}
        device={device}
      />
    </div>
  );
}
