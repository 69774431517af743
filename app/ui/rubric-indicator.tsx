import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Indicator, JudgedIndicator, LocalizedText, ProposedIndicator } from '#app/rubric/rubric.schema.ts';
import { BothLanguages, DraftField, DraftText, decimal, type FieldState } from './rubric-fields.tsx';
import { SignalFields, type Signals } from './rubric-signal.tsx';

interface Props<I extends Indicator = Indicator> {
  indicator: I;
  /** Place of the indicator in the document. */
  path: string;
  state: FieldState;
  signals: Signals;
  /** Levels of the scale. */
  levels: number;
  categories: readonly string[];
}

/** Everything of one indicator. */
export function IndicatorFields(props: Props) {
  const { indicator, path, state } = props;
  const t = useText(rubricEditorText);
  return (
    <>
      <section className="card">
        <BothLanguages
          path={`${path}.name`}
          value={indicator.name}
          labels={{ id: t('nameId'), en: t('nameEn') }}
          state={state}
        />
        <BothLanguages
          path={`${path}.description`}
          value={indicator.description}
          labels={{ id: t('descriptionId'), en: t('descriptionEn') }}
          state={state}
          long
        />
        <div className="plan-fields">
          <DraftField
            {...decimal}
            label={t('weight')}
            path={`${path}.weight`}
            value={indicator.weight}
            state={state}
            required
          />
          <DraftField
            label={t('appliesTo')}
            hint={t('appliesToHint')}
            path={`${path}.appliesTo`}
            value={indicator.appliesTo?.join(', ')}
            state={state}
          />
        </div>
      </section>
      {indicator.source === 'judge' ? (
        <JudgedFields {...props} indicator={indicator} />
      ) : (
        <ProposedFields {...props} indicator={indicator} />
      )}
    </>
  );
}

const taskLines = (tasks: LocalizedText[] | undefined) =>
  (tasks ?? []).map(({ id, en }) => (en ? `${id} | ${en}` : id)).join('\n');

function JudgedFields({ indicator, path, state, levels, categories }: Props<JudgedIndicator>) {
  const t = useText(rubricEditorText);
  const all = [...new Set(['*', ...Object.keys(indicator.tasks ?? {}), ...categories])];
  return (
    <>
      <section className="card">
        <h2>{t('levels')}</h2>
        {Array.from({ length: levels }, (_, i) => String(i + 1)).map((n) => (
          <BothLanguages
            key={n}
            path={`${path}.levels.${n}`}
            value={indicator.levels[n]}
            labels={{ id: t('levelId', { n }), en: t('levelEn', { n }) }}
            state={state}
            long
          />
        ))}
      </section>
      <details className="fold" open={indicator.tasks !== undefined}>
        <summary>{t('tasks')}</summary>
        <p className="muted">{t('tasksHint')}</p>
        {all.map((category) => (
          <DraftText
            key={category}
            label={category === '*' ? t('tasksAll') : t('tasksFor', { category })}
            path={`${path}.tasks.${category}`}
            value={taskLines(indicator.tasks?.[category])}
            state={state}
          />
        ))}
      </details>
    </>
  );
}

function ProposedFields({ indicator, path, state, signals }: Props<ProposedIndicator>) {
  const t = useText(rubricEditorText);
  const kept = new Set(indicator.zeroWhen);
  const zero = `${path}.zeroWhen`;
  return (
    <>
      {indicator.signals.map((signal, at) => (
        <SignalFields
          key={signal.signal}
          signal={signal}
          path={`${path}.signals.${at}`}
          state={state}
          signals={signals}
        />
      ))}
      <SignalFields
        signal={null}
        path={`${path}.signals.${indicator.signals.length}`}
        state={state}
        signals={signals}
      />
      <details className="fold" open={kept.size > 0}>
        <summary>{t('zeroWhen')}</summary>
        <input type="hidden" name="kotak" value={zero} />
        <div className="names">
          {Object.entries(signals).map(([id, { name }]) => (
            <label className="check" key={id}>
              <input type="checkbox" name={zero} value={id} defaultChecked={kept.has(id)} />
              {name}
            </label>
          ))}
        </div>
      </details>
    </>
  );
}
