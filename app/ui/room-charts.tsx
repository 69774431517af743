/*
 * Small drawings of the leaderboard room, made by the server as SVG. Each stands beside the figures it draws and is hidden
 * from screen readers.
 */
import { scaleLinear } from 'd3-scale';

const SPARK = 48;
const spark = scaleLinear([0, 100], [0, SPARK]).clamp(true);

/** Points 0-100 as a bar. */
export function SparkBar({ value }: { value: number | null }) {
  return (
    <svg className="spark" viewBox={`0 0 ${SPARK} 6`} width={SPARK} height="6" aria-hidden="true" focusable="false">
      <rect className="spark__ground" width={SPARK} height="6" rx="3" />
      <rect className="spark__bar" width={value === null ? 0 : spark(value)} height="6" rx="3" />
    </svg>
  );
}

const WIDTH = 120;
const PAD = 5;

interface IntervalProps {
  /** Ends of the axis that all rows share. */
  low: number;
  high: number;
  interval: readonly [number, number];
  total: number;
}

/** Where the total lies on the axis of all entries, and the range around it. */
export function IntervalBar({ low, high, interval, total }: IntervalProps) {
  const x = scaleLinear([low, high], [PAD, WIDTH - PAD]);
  return (
    <svg className="range" viewBox={`0 0 ${WIDTH} 14`} width={WIDTH} height="14" aria-hidden="true" focusable="false">
      <path className="chart__axis" d={`M${PAD} 7H${WIDTH - PAD}`} />
      <rect
        className="range__span"
        x={x(interval[0])}
        y="4"
        width={Math.max(1, x(interval[1]) - x(interval[0]))}
        height="6"
        rx="3"
      />
      <circle className="range__dot" cx={x(total)} cy="7" r="2.5" />
    </svg>
  );
}

interface SeverityProps {
  /** Points above or below the average judge. */
  effect: number;
  /** Largest effect of any judge. */
  widest: number;
}

/** Strict to the left of the middle line, lenient to the right. */
export function SeverityDot({ effect, widest }: SeverityProps) {
  const middle = WIDTH / 2;
  const x = scaleLinear([-widest, widest], [PAD, WIDTH - PAD]);
  return (
    <svg className="range" viewBox={`0 0 ${WIDTH} 14`} width={WIDTH} height="14" aria-hidden="true" focusable="false">
      <path className="chart__axis" d={`M${PAD} 7H${WIDTH - PAD}M${middle} 1V13`} />
      <circle className="range__dot" cx={x(effect)} cy="7" r="4.5" />
    </svg>
  );
}
