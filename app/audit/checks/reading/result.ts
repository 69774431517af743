import type { Evidence, SignalResult } from '../../audit.schema.ts';
import type { RegencyWords } from '../../regency.ts';
import { signalInfo } from '../../signals.ts';
import type { Visit } from '../../visit.ts';

/** Judges one signal of a visit. Pure: no clock (today is `visit.visitedAt`), no network. Never throws on odd sites. */
export type Check = (visit: Visit, regency: RegencyWords) => SignalResult;

/** A value, found by looking. */
export function measured(id: string, value: number, evidence: Evidence[]): SignalResult {
  return { id, outcome: 'measured', value, unit: signalInfo(id).unit, evidence };
}

/** The site was reached and the thing is wrong or absent; `value` null where no number means anything (site down). */
export function failed(id: string, evidence: Evidence[], value: number | null = 0): SignalResult {
  return { id, outcome: 'failed', value, unit: signalInfo(id).unit, evidence };
}

/** For signals where more is better and 0 means absent or wrong. */
export function measuredUnlessZero(id: string, value: number, evidence: Evidence[]): SignalResult {
  return value > 0 ? measured(id, value, evidence) : failed(id, evidence, 0);
}

export function notApplicable(id: string, text: string): SignalResult {
  return { id, outcome: 'notApplicable', value: null, unit: signalInfo(id).unit, evidence: [{ text }] };
}

/** We could not tell: the text says why. Costs no point. */
export function unmeasured(id: string, text: string, url?: string): SignalResult {
  const evidence = url === undefined ? { text } : { url, text };
  return { id, outcome: 'unmeasured', value: null, unit: signalInfo(id).unit, evidence: [evidence] };
}

/** A text as seen, on one line, cut, in Indonesian quotation marks. */
export function quote(text: string, length = 120): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > length ? `${line.slice(0, length - 1)}…` : line}”`;
}

/** Arithmetic mean; NaN for none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Number in Indonesian notation with at most two decimals. */
export function figure(value: number): string {
  return (Math.round(value * 100) / 100).toString().replace('.', ',');
}
