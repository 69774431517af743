import type { FullReport } from '#app/audit/report-view.ts';
import { formatNumber, formatShare } from '#app/i18n/format.ts';
import { speedText } from '#app/i18n/speed.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/paths.ts';
import { Notice } from './notice.tsx';

/** Bytes as whole kilobytes (1,000). */
const kilobytes = (bytes: number) => Math.round(bytes / 1000);

/** What answered at the address; warns when it may not be the site that is meant. */
export function SiteIdentity({ report }: { report: FullReport }) {
  const t = useText(speedText);
  const locale = useLocale();
  const { identity, faces, skipped } = report;
  if (!identity) return null;
  const { otherDomain } = identity;
  return (
    <section className="stack stack--tight" aria-labelledby="identitas">
      <h2 id="identitas">{t('identity')}</h2>
      {otherDomain ? (
        <Notice tone="warning" title={t('otherDomain', { domain: otherDomain })}>
          <p>{t('otherDomainBody', { domain: otherDomain })}</p>
        </Notice>
      ) : null}
      {identity.markers.map((marker) => (
        <Notice tone="warning" title={t(`marker_${marker.kind}`)} key={`${marker.kind} ${marker.text}`}>
          {marker.text ? <p lang="id">“{marker.text}”</p> : null}
        </Notice>
      ))}
      {faces?.differs ? <Faces report={report} /> : null}
      <div className="card">
        <dl className="defs">
          <dt>{t('finalHost')}</dt>
          <dd>{identity.finalHost}</dd>
          <dt>{t('pageTitle')}</dt>
          <dd lang="id">{identity.title || '–'}</dd>
          <dt>{t('status')}</dt>
          <dd>{identity.status ?? '–'}</dd>
          <dt>{t('size')}</dt>
          <dd>{t('kilobytes', { n: formatNumber(kilobytes(identity.bytes), locale) })}</dd>
        </dl>
        {faces && !faces.differs ? (
          <p className="small muted">
            {t('facesSame', { text: formatShare(faces.sameText, locale), links: formatShare(faces.sameLinks, locale) })}
          </p>
        ) : null}
        {skipped.length > 0 ? (
          <details className="small">
            <summary>{t('skipped', { n: skipped.length })}</summary>
            <ul>
              {skipped.map((url) => (
                <li className="cell-site" key={url}>
                  {url}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
    </section>
  );
}

/** Both faces side by side. Only an organizer's report carries them. */
function Faces({ report }: { report: FullReport }) {
  const t = useText(speedText);
  const locale = useLocale();
  const { faces, ordinary, otherFace } = report;
  if (!faces) return null;
  const shown = [
    { name: t('faceAudit'), picture: otherFace ?? report.pictures.find(({ kind }) => kind === 'phone') },
    { name: t('faceOrdinary'), picture: ordinary },
  ];
  const share = { text: formatShare(faces.sameText, locale), links: formatShare(faces.sameLinks, locale) };
  const weight = {
    audit: formatNumber(kilobytes(faces.auditBytes), locale),
    ordinary: formatNumber(kilobytes(faces.ordinaryBytes), locale),
  };
  return (
    <section className="card faces" aria-labelledby="wajah">
      <h3 id="wajah">{t('facesDiffer')}</h3>
      <p className="measure">{t('facesDifferBody')}</p>
      <ul lang="id">
        {faces.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="small muted">
        {t('faceSame', share)}. {t('faceBytes', weight)}.
      </p>
      <div className="faces__pair">
        {shown.map(({ name, picture }) =>
          picture ? (
            <figure key={picture.id}>
              <figcaption>{name}</figcaption>
              <img
                src={paths.picture(picture.id)}
                width={picture.width ?? undefined}
                height={picture.height ?? undefined}
                loading="lazy"
                alt={name}
              />
            </figure>
          ) : null,
        )}
      </div>
    </section>
  );
}
