/** What the sheets say of each judge. */
import type { JudgedSheets, SeverityFit } from './severity.ts';

export interface JudgeFigures {
  /** Points above (+) or below (-) the average judge; null without a sheet or when judges can't be compared. */
  effect: number | null;
  /** Sheets whose judged part is complete. */
  sheets: number;
  /** Pearson's, with the mean of the other judges of the same entries; null under three such entries or without spread. */
  correlation: number | null;
  /** Sheets far from what value and effect foretell, the farthest first. */
  outliers: { entry: number /** Points. */; residual: number /** In standard deviations. */; z: number }[];
}

/** Sheets beyond so many standard deviations are told: one of eighty by chance. */
const FAR = 2.5;

/** Figures of every judge, in their order. Residuals are studentised by their leverage in a balanced table. */
export function judgeFigures(sheets: JudgedSheets, fit: SeverityFit): JudgeFigures[] {
  const { judges, entries, entryOf, judgeOf, values } = sheets;
  const perEntry = new Int32Array(entries);
  const perJudge = new Int32Array(judges);
  const sums = new Float64Array(entries);
  for (let s = 0; s < values.length; s++) {
    const [e, j] = [entryOf[s] ?? 0, judgeOf[s] ?? 0];
    perEntry[e] = (perEntry[e] ?? 0) + 1;
    perJudge[j] = (perJudge[j] ?? 0) + 1;
    sums[e] = (sums[e] ?? 0) + (values[s] ?? 0);
  }
  const beside: { own: number[]; others: number[] }[] = Array.from({ length: judges }, () => ({ own: [], others: [] }));
  const outliers: JudgeFigures['outliers'][] = Array.from({ length: judges }, () => []);
  for (let s = 0; s < values.length; s++) {
    const [e, j] = [entryOf[s] ?? 0, judgeOf[s] ?? 0];
    const [own, k, n] = [values[s] ?? 0, perEntry[e] ?? 0, perJudge[j] ?? 0];
    if (k > 1) {
      beside[j]?.own.push(own);
      beside[j]?.others.push(((sums[e] ?? 0) - own) / (k - 1));
    }
    const free = 1 - (1 / k + 1 / n - 1 / (k * n));
    if (!fit.sigma || free < 1e-9) continue;
    const residual = fit.residuals[s] ?? 0;
    const z = residual / (fit.sigma * Math.sqrt(free));
    if (Math.abs(z) >= FAR) outliers[j]?.push({ entry: e, residual, z });
  }
  const comparable = fit.graph.components === 1;
  return Array.from({ length: judges }, (_, j) => ({
    effect: comparable && perJudge[j] ? (fit.effects[j] ?? null) : null,
    sheets: perJudge[j] ?? 0,
    correlation: pearson(beside[j]?.own ?? [], beside[j]?.others ?? []),
    outliers: (outliers[j] ?? []).sort((a, b) => Math.abs(b.z) - Math.abs(a.z)),
  }));
}

function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  const n = xs.length;
  if (n < 3) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(xs), mean(ys)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [(xs[i] ?? 0) - mx, (ys[i] ?? 0) - my];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 1e-12 && yy > 1e-12 ? xy / Math.sqrt(xx * yy) : null;
}
