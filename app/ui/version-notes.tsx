import { useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import { paths } from '#app/paths.ts';
import type { VersionView } from '#app/publication/version-view.ts';
import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

/** Which version a public page shows: that it was replaced, what it replaced and why, or that it is being corrected. */
export function VersionNotes({ version, year }: { version: VersionView; year: number }) {
  const t = useText(versionsText);
  const { number: n, replaces, replacedBy, correcting, linked } = version;
  return (
    <>
      {replacedBy ? (
        <Notice tone="danger" title={t('replaced', { n, now: replacedBy.number, time: replacedBy.time })}>
          {replacedBy.reason ? <p>{t('why', { reason: replacedBy.reason })}</p> : null}
          <p>{t('replacedBody')}</p>
          <div>
            <ButtonLink to={paths.resultsOf(year)} reload>
              {t('seeNow')}
            </ButtonLink>
          </div>
        </Notice>
      ) : null}
      {correcting && !replacedBy ? (
        <Notice tone="warning" title={t('correcting', { time: correcting.time })}>
          <p>{t('correctingBody', { reason: stopped(correcting.reason) })}</p>
        </Notice>
      ) : null}
      {replaces ? (
        <Notice title={t('replaces', { n, old: replaces.number, time: replaces.time })}>
          <p>{t('why', { reason: replaces.reason })}</p>
          <div className="row">
            <ButtonLink to={`${paths.resultsOf(year, linked)}#perubahan`} reload>
              {t('seeChanges')}
            </ButtonLink>
            <ButtonLink to={paths.resultsOf(year, replaces.number)} reload>
              {t('seeOld', { n: replaces.number })}
            </ButtonLink>
          </div>
        </Notice>
      ) : null}
    </>
  );
}

const stopped = (sentence: string) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** The public versions of a year, the newest first, with what anybody needs to check each. */
export function VersionList({ version, year }: { version: VersionView; year: number }) {
  const t = useText(versionsText);
  if (version.versions.length === 0) return null;
  return (
    <section className="card" aria-labelledby="versi">
      <h2 id="versi">{t('allVersions')}</h2>
      <ul className="reasons">
        {version.versions.map(({ number, time, hash, reason, inForce }) => (
          <li key={number}>
            <a href={paths.resultsOf(year, inForce ? null : number)}>{t('versionRow', { n: number, time })}</a>
            {inForce ? ` (${t('inForce')})` : ''}
            {reason ? <>. {t('why', { reason })}</> : null} <code className="hash">{hash}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
