import { useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Device, Part } from '../pictured.ts';

interface StripProps {
  parts: Part[];
  /** Page and device, for who cannot see them. */
  said: string;
  device: Device;
}

/** A page from its top to its end, scrolled inside a frame that keeps its size. */
export function Strip({ parts, said, device }: StripProps) {
  const t = useText(judgingText);
  if (parts.length === 0) return <p className="strip strip--none muted">{t('noPicture')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard.
    <section className={`strip strip--${device}`} aria-label={said} tabIndex={0}>
      {parts.map((part, index) => (
        <Shown
          key={part.src}
          part={part}
          first={index === 0}
          alt={t('partAlt', { page: said, n: index + 1, all: parts.length })}
        />
      ))}
    </section>
  );
}

function Shown({ part, first, alt }: { part: Part; first: boolean; alt: string }) {
  const t = useText(judgingText);
  const [lost, setLost] = useState(false);
  const width = part.width ?? undefined;
  const height = part.height ?? undefined;
  // It may have failed before there was anybody to hear of it.
  const failedBefore = (image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth === 0 && image.currentSrc !== '') setLost(true);
  };
  return (
    <>
      {part.afterGap ? <p className="strip__gap small muted">{t('gap')}</p> : null}
      {lost ? (
        <div className="strip__lost">
          <svg viewBox={`0 0 ${width ?? 1} ${height ?? 1}`} role="img" aria-label={alt} />
          <p className="muted">{t('notStored')}</p>
        </div>
      ) : (
        <img
          ref={failedBefore}
          src={part.src}
          alt={alt}
          width={width}
          height={height}
          loading={first ? 'eager' : 'lazy'}
          decoding="async"
          onError={() => setLost(true)}
        />
      )}
    </>
  );
}
