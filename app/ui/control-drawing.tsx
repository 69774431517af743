import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatPoints } from '#app/i18n/format.ts';
import { passesText } from '#app/i18n/passes.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';

interface Control {
  at: string;
  /** 0-1. */
  score: number | null;
  drifted: boolean;
}

const WIDTH = 220;
const HEIGHT = 40;
const PAD = 6;

/** Runs of our own control page in their order: a flat line of dots is a machine that measured alike all along. */
export function ControlDrawing({ controls, repeated }: { controls: readonly Control[]; repeated: number }) {
  const t = useText(passesText);
  const locale = useLocale();
  const scored = controls.flatMap(({ at, score, drifted }) =>
    score === null ? [] : [{ at, score: score * 100, drifted }],
  );
  if (scored.length === 0) return <p className="small muted">{t('controlsNone')}</p>;
  const scores = scored.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const said = (score: number) => formatPoints(score, locale, 0);
  const words = t(said(low) === said(high) ? 'controlsOne' : 'controls', {
    n: controls.length,
    low: said(low),
    high: said(high),
  });
  const drifts = controls.filter((each) => each.drifted).length;
  const x = scaleLinear([0, scored.length - 1], [PAD, WIDTH - PAD]);
  // A window of at least 20 points: a spread of one point must not look like a storm.
  const bottom = Math.max(0, Math.min(low, (low + high) / 2 - 10));
  const top = Math.max(high, bottom + 20);
  const y = scaleLinear([bottom, top], [HEIGHT - PAD, PAD]);
  const path = line<{ score: number }>(
    (_, index) => x(index),
    ({ score }) => y(score),
  );
  return (
    <figure className="control">
      <svg className="control__svg" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
        <path className="control__line" d={path(scored) ?? undefined} />
        {scored.map(({ at, score, drifted }, index) => (
          <circle
            className={drifted ? 'control__dot control__dot--off' : 'control__dot'}
            cx={x(index)}
            cy={y(score)}
            r={drifted ? 4.5 : 3}
            key={at}
          />
        ))}
      </svg>
      <figcaption className="small muted">
        {words}; {drifts > 0 ? t('drifts', { n: drifts }) : t('noDrift')}.{' '}
        {repeated > 0 ? `${t('repeated', { n: repeated })}.` : null}
      </figcaption>
    </figure>
  );
}
