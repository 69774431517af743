/** What a document of the right shape may still have wrong as a rubric. Pure. */
import type { RubricDocument } from './rubric.schema.ts';

export type RubricFaultCode =
  | 'weightsSum'
  | 'criterionTwice'
  | 'indicatorTwice'
  | 'tieBreak'
  | 'levels'
  | 'scale'
  | 'bands'
  | 'bandTwice'
  | 'signalUnknown'
  | 'signalTwice';

/** `path` in the document as its fields are named: `criteria.1.weight`. */
export interface RubricFault {
  path: string;
  code: RubricFaultCode;
  value: string;
}

/** Sum of the criteria's weights, without the dust of binary fractions. */
export function weightSum(weights: readonly number[]): number {
  return Math.round(weights.reduce((sum, weight) => sum + weight, 0) * 1e6) / 1e6;
}

/**
 * Everything that keeps a rubric from being put in force.
 * @param knownSignals ids of the signals that audits measure
 */
export function rubricFaults(rubric: RubricDocument, knownSignals: readonly string[]): RubricFault[] {
  const faults: RubricFault[] = [];
  const fault = (path: string, code: RubricFaultCode, value: string | number = '') =>
    faults.push({ path, code, value: String(value) });
  const twice = (values: readonly string[], at: number) => values.indexOf(values[at] ?? '') !== at;

  const sum = weightSum(rubric.criteria.map((criterion) => criterion.weight));
  if (sum !== 100) fault('criteria', 'weightsSum', sum);
  const ids = rubric.criteria.map((criterion) => criterion.id);
  ids.forEach((id, c) => {
    if (twice(ids, c)) fault(`criteria.${c}.id`, 'criterionTwice', id);
  });
  if (JSON.stringify([...rubric.tieBreak].sort()) !== JSON.stringify([...ids].sort())) fault('tieBreak', 'tieBreak');
  const { scale } = rubric;
  const rising = scale.points.every((points, i) => i === 0 || points > (scale.points[i - 1] ?? Number.NaN));
  const within = scale.points.every((points) => points >= 0 && points <= 100);
  if (scale.points.length !== scale.levels || !rising || !within) fault('scale.points', 'scale', scale.levels);
  const from = rubric.bands.map((band) => band.from);
  if (Math.min(...from) !== 0) fault('bands', 'bands');
  if (new Set(from).size !== from.length) fault('bands', 'bandTwice');

  const all: string[] = [];
  rubric.criteria.forEach((criterion, c) => {
    criterion.indicators.forEach((indicator, i) => {
      const path = `criteria.${c}.indicators.${i}`;
      if (all.includes(indicator.id)) fault(`${path}.id`, 'indicatorTwice', indicator.id);
      all.push(indicator.id);
      if (indicator.source === 'judge') {
        const wanted = Array.from({ length: scale.levels }, (_, n) => String(n + 1));
        const missing = wanted.filter((level) => !indicator.levels[level]);
        if (missing.length > 0) fault(`${path}.levels`, 'levels', missing.join(', '));
        return;
      }
      const signals = indicator.signals.map((signal) => signal.signal);
      signals.forEach((signal, s) => {
        if (!knownSignals.includes(signal)) fault(`${path}.signals.${s}.signal`, 'signalUnknown', signal);
        if (twice(signals, s)) fault(`${path}.signals.${s}.signal`, 'signalTwice', signal);
      });
      for (const signal of indicator.zeroWhen ?? [])
        if (!knownSignals.includes(signal)) fault(`${path}.zeroWhen`, 'signalUnknown', signal);
    });
  });
  return faults;
}
