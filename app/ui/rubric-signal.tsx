import { type FormEvent, useState } from 'react';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { useText } from '#app/i18n/use-text.ts';
import type { Curve, RubricSignal } from '#app/rubric/rubric.schema.ts';
import { SelectField } from './field.tsx';
import { DraftField, decimal, type FieldState } from './rubric-fields.tsx';
import { SignalCurve } from './rubric-view.tsx';

/** Name and unit of every signal, by its id. */
export type Signals = Record<string, { name: string; unit: string }>;

/** Empty rows below a curve, for points to be added. */
const BLANK = 2;

interface SignalProps {
  /** Null: the empty rows that add one. */
  signal: RubricSignal | null;
  path: string;
  state: FieldState;
  signals: Signals;
}

/** One signal with its curve, drawn as it is changed. */
export function SignalFields({ signal, path, state, signals }: SignalProps) {
  const t = useText(rubricEditorText);
  const [drawn, setDrawn] = useState<Curve | null>(null);
  const info = signal ? signals[signal.signal] : undefined;
  const points: (readonly [number, number] | null)[] = [
    ...(signal?.curve ?? []),
    ...Array<null>(signal ? BLANK : BLANK + 1).fill(null),
  ];
  const draw = (event: FormEvent<HTMLElement>) => {
    const curve = readPoints(event.currentTarget, path);
    if (curve) setDrawn(curve);
  };
  const shown = drawn ?? signal?.curve;
  const body = (
    <>
      <div className="plan-fields">
        <SelectField
          label={t('signal')}
          name={`${path}.signal`}
          defaultValue={state.typed[`${path}.signal`] ?? signal?.signal ?? ''}
          error={state.errors[`${path}.signal`]}
        >
          <option value="">{t(signal ? 'signalNone' : 'signalPick')}</option>
          {Object.entries(signals).map(([id, { name }]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <DraftField
          {...decimal}
          label={t('weight')}
          path={`${path}.weight`}
          value={signal?.weight ?? 1}
          state={state}
        />
      </div>
      <DraftField
        label={t('appliesTo')}
        hint={t('appliesToHint')}
        path={`${path}.appliesTo`}
        value={signal?.appliesTo?.join(', ')}
        state={state}
      />
      <p>
        {t('points')} {info ? <span className="small muted">{t('unit', { unit: info.unit })}</span> : null}
      </p>
      {state.errors[`${path}.curve`] ? <p className="field__error">{state.errors[`${path}.curve`]}</p> : null}
      <div className="editor__curve">
        <div className="editor__points">
          {points.map((point, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place on the curve
            <div className="editor__point" key={n}>
              <DraftField
                {...decimal}
                label={t('pointValue', { n: n + 1 })}
                path={`${path}.curve.${n}.0`}
                value={point?.[0]}
                state={state}
              />
              <DraftField
                {...decimal}
                label={t('pointPoints', { n: n + 1 })}
                path={`${path}.curve.${n}.1`}
                value={point?.[1]}
                state={state}
              />
            </div>
          ))}
        </div>
        {shown ? (
          <div className="curves">
            <SignalCurve signal={{ signal: signal?.signal ?? '', weight: 1, curve: shown }} info={info} />
          </div>
        ) : null}
      </div>
    </>
  );
  if (signal)
    return (
      <section className="card" onInput={draw}>
        <h2>{info?.name ?? signal.signal}</h2>
        {body}
      </section>
    );
  return (
    <details className="fold" onInput={draw} open={state.typed[`${path}.signal`] ? true : undefined}>
      <summary>{t('signalAdd')}</summary>
      {body}
    </details>
  );
}

/** The curve as it is typed: rising, at least two points; null while it is none. */
function readPoints(within: HTMLElement, path: string): Curve | null {
  const value = (n: number, part: 0 | 1) =>
    within.querySelector<HTMLInputElement>(`input[name="${path}.curve.${n}.${part}"]`)?.value.trim();
  const curve: Curve = [];
  for (let n = 0; value(n, 0) !== undefined; n += 1) {
    const [x, y] = [value(n, 0), value(n, 1)];
    if (x === '' && y === '') continue;
    const point: [number, number] = [Number(x?.replace(',', '.')), Number(y?.replace(',', '.'))];
    if (x === '' || y === '' || point.some(Number.isNaN) || point[1] < 0 || point[1] > 100) return null;
    curve.push(point);
  }
  curve.sort((a, b) => a[0] - b[0]);
  const rises = curve.every(([x], i) => i === 0 || x > (curve[i - 1]?.[0] ?? Number.NaN));
  return curve.length >= 2 && rises ? curve : null;
}
