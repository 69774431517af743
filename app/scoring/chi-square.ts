/**
 * Probability that a chi-square variable with `freedom` degrees of freedom is at least `x`: the regularised upper
 * incomplete gamma function Q(freedom / 2, x / 2) by its series or its continued fraction (Press et al. 1992,
 * "Numerical Recipes", 6.2; gammln by Lanczos). Absolute error below 1e-10.
 */
export function chiSquareTail(x: number, freedom: number): number {
  const [a, half] = [freedom / 2, x / 2];
  if (half <= 0) return 1;
  const front = Math.exp(-half + a * Math.log(half) - logGamma(a));
  if (half < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = a + 1; Math.abs(term) > Math.abs(sum) * 1e-15; n++) {
      term *= half / n;
      sum += term;
    }
    return 1 - sum * front;
  }
  // Lentz's method.
  const tiny = 1e-300;
  let b = half + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return front * h;
}

/** Lanczos with g = 7, nine terms (Godfrey's coefficients). */
function logGamma(z: number): number {
  const terms = [
    0.999_999_999_999_809_93, 676.520_368_121_885_1, -1_259.139_216_722_402_8, 771.323_428_777_653_13,
    -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
    1.505_632_735_149_311_6e-7,
  ];
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const x = z - 1;
  const sum = terms.reduce((total, term, i) => (i === 0 ? term : total + term / (x + i)), 0);
  const t = x + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}
