import { scaleLinear } from 'd3-scale';

const WIDTH = 120;
const HEIGHT = 16;

/** A difference as a bar to the right (above zero) or the left of a middle line; the figure stands beside it. */
export function DifferenceBar({ value, widest }: { value: number; widest: number }) {
  const middle = WIDTH / 2;
  const x = scaleLinear([-widest, widest], [2, WIDTH - 2]);
  const [from = middle, to = middle] = [middle, x(value)].sort((a, b) => a - b);
  return (
    <svg
      className="difference"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      focusable="false"
    >
      <rect
        className={value < 0 ? 'difference__less' : 'difference__more'}
        x={from}
        y="3"
        width={to - from}
        height={HEIGHT - 6}
      />
      <path className="chart__axis" d={`M${middle} 0V${HEIGHT}`} />
    </svg>
  );
}
