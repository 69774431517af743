import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { contestText } from '#app/i18n/contest.ts';
import { formatShare } from '#app/i18n/format.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { whyText } from '#app/i18n/why.ts';
import type { Criterion, Indicator, RubricDocument, RubricSignal } from '#app/rubric/rubric.schema.ts';
import { signalValue } from './proposal-why.tsx';

type Signals = Record<string, { name: string; unit: string }>;

interface CriterionProps {
  criterion: Criterion;
  /** Of the whole, 0-1. */
  share: number;
  scale: RubricDocument['scale'];
  signals: Signals;
}

/** One criterion of a rubric with all its indicators, for reading. The route links organizer.css and why.css. */
export function RubricCriterion({ criterion, share, scale, signals }: CriterionProps) {
  const t = useText(contestText);
  const locale = useLocale();
  const total = criterion.indicators.reduce((sum, each) => sum + each.weight, 0);
  return (
    <section className="card">
      <div className="row row--between">
        <h2>{localized(criterion.name, locale)}</h2>
        <strong>{t('rubricWeight', { share: formatShare(share, locale) })}</strong>
      </div>
      {criterion.indicators.map((indicator) => (
        <article className="indicator" key={indicator.id}>
          <div className="indicator__head">
            <span className="indicator__id">{indicator.id}</span>
            <h3>{localized(indicator.name, locale)}</h3>
            <span className="small muted">
              {t('rubricWeight', { share: formatShare(indicator.weight / total, locale) })},{' '}
              {t(indicator.source === 'judge' ? 'rubricJudged' : 'rubricProposed')}
              {indicator.appliesTo ? `, ${t('rubricOnlyFor', { categories: indicator.appliesTo.join(', ') })}` : null}
            </span>
          </div>
          <p className="measure">{localized(indicator.description, locale)}</p>
          <Basis indicator={indicator} scale={scale} signals={signals} />
        </article>
      ))}
    </section>
  );
}

function Basis({
  indicator,
  scale,
  signals,
}: {
  indicator: Indicator;
  scale: RubricDocument['scale'];
  signals: Signals;
}) {
  const t = useText(contestText);
  const locale = useLocale();
  if (indicator.source === 'proposed')
    return (
      <details>
        <summary>{t('rubricSignals')}</summary>
        <div className="curves">
          {indicator.signals.map((signal) => (
            <SignalCurve key={signal.signal} signal={signal} info={signals[signal.signal]} />
          ))}
        </div>
        {indicator.zeroWhen ? (
          <p className="small">
            {t('rubricZero', { signals: indicator.zeroWhen.map((id) => signals[id]?.name ?? id).join(', ') })}
          </p>
        ) : null}
      </details>
    );
  return (
    <details>
      <summary>{t('rubricLevels')}</summary>
      <dl className="levels">
        {Object.entries(indicator.levels).map(([level, words]) => (
          <div key={level} className="level">
            <dt>{t('rubricLevel', { n: level, points: scale.points[Number(level) - 1] ?? '' })}</dt>
            <dd>{localized(words, locale)}</dd>
          </div>
        ))}
      </dl>
      {Object.entries(indicator.tasks ?? {}).map(([category, tasks]) => (
        <div key={category}>
          <h4>{category === '*' ? t('rubricTasksAll') : t('rubricTasksFor', { category })}</h4>
          <ol>
            {tasks.map((task) => (
              <li key={task.id}>{localized(task, locale)}</li>
            ))}
          </ol>
        </div>
      ))}
    </details>
  );
}

const WIDTH = 200;
const HEIGHT = 72;
const PAD = 8;

/** A signal's curve, drawn and in words. */
export function SignalCurve({ signal, info }: { signal: RubricSignal; info: Signals[string] | undefined }) {
  const t = useText(contestText);
  const why = useText(whyText);
  const locale = useLocale();
  const { curve } = signal;
  const x = scaleLinear([curve[0]?.[0] ?? 0, curve.at(-1)?.[0] ?? 1], [PAD, WIDTH - PAD]);
  const y = scaleLinear([0, 100], [HEIGHT - PAD, PAD]);
  const path = line<(typeof curve)[number]>(
    ([value]) => x(value),
    ([, points]) => y(points),
  );
  const name = info?.name ?? signal.signal;
  const words = curve
    .map(([value, points]) =>
      t('rubricCurvePoint', { value: signalValue(value, info?.unit ?? '', locale, why), points }),
    )
    .join('; ');
  return (
    <figure>
      <svg
        className="curve"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t('rubricCurve', { signal: name, points: words })}
      >
        <path className="curve__base" d={`M${PAD} ${HEIGHT - PAD}H${WIDTH - PAD}`} />
        <path className="curve__line" d={path([...curve]) ?? undefined} />
      </svg>
      <figcaption>
        <strong>{name}</strong>
        <br />
        <span className="muted">{words}</span>
      </figcaption>
    </figure>
  );
}
