import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';

interface SlopeChartProps {
  title: string;
  before: string;
  after: string;
  rows: { id: string; name: string; before: number | null; after: number | null }[];
}

const WIDTH = 700;
const ROW = 24;
/** With a name of two lines among them. */
const TALL_ROW = 36;
const LINE = 15;
const TOP = 34;
const LEFT = 280;
const RIGHT = WIDTH - LEFT;
/** Characters of one line; what is longer than two is cut, the table beside has it whole. */
const LONGEST = 32;
const slope = line();

/** A name in one or two lines, broken between words where it can be. */
export function nameLines(name: string): string[] {
  if (name.length <= LONGEST) return [name];
  const space = name.lastIndexOf(' ', LONGEST);
  const first = space > 0 ? name.slice(0, space) : name.slice(0, LONGEST);
  const rest = name.slice(first.length).trim();
  return [first, rest.length > LONGEST ? `${rest.slice(0, LONGEST - 1).trimEnd()}…` : rest];
}

/** Places before and after as two columns, a line for each entry ranked in both. The table beside it says the same. */
export function SlopeChart({ title, before, after, rows }: SlopeChartProps) {
  const y = places(rows);
  const lowest = Math.max(1, ...y.values());
  const row = rows.some(({ name }) => nameLines(name).length > 1) ? TALL_ROW : ROW;
  const height = TOP + (lowest + 1) * row;
  const down = scaleLinear([0, lowest], [TOP, TOP + lowest * row]);
  const at = (side: string, id: string) => down(y.get(`${side} ${id}`) ?? 0);
  return (
    <svg
      className="slope"
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
      role="img"
      aria-label={title}
    >
      <text className="slope__head" x={LEFT - 12} y="18" textAnchor="end">
        {before}
      </text>
      <text className="slope__head" x={RIGHT + 12} y="18">
        {after}
      </text>
      {rows.map(({ id, name, before: from, after: to }) => {
        const kind = from === null || to === null || from === to ? 'same' : to < from ? 'up' : 'down';
        return (
          <g key={id} className={`slope__entry slope__entry--${kind}`}>
            {from === null ? null : <Label name={name} place={from} x={LEFT - 12} y={at('before', id)} side="before" />}
            {from === null || to === null ? null : (
              <path
                d={
                  slope([
                    [LEFT, at('before', id)],
                    [RIGHT, at('after', id)],
                  ]) ?? undefined
                }
              />
            )}
            {from === null ? null : <circle cx={LEFT} cy={at('before', id)} r="3.5" />}
            {to === null ? null : <circle cx={RIGHT} cy={at('after', id)} r="3.5" />}
            {to === null ? null : <Label name={name} place={to} x={RIGHT + 12} y={at('after', id)} side="after" />}
          </g>
        );
      })}
    </svg>
  );
}

interface LabelProps {
  name: string;
  place: number;
  x: number;
  /** Of the entry's dot. */
  y: number;
  side: 'before' | 'after';
}

/** Place and name beside the dot, the place next to it. */
function Label({ name, place, x, y, side }: LabelProps) {
  const lines = nameLines(name);
  const top = y + 4 - ((lines.length - 1) * LINE) / 2;
  return (
    <text textAnchor={side === 'before' ? 'end' : undefined}>
      {lines.map((line, at) => (
        <tspan key={line} x={x} y={top + at * LINE}>
          {at > 0 ? line : side === 'before' ? `${line} ${place}` : `${place} ${line}`}
        </tspan>
      ))}
    </text>
  );
}

/** Height of each entry in each column, in rows: in order of place, shared places below one another. */
function places(rows: SlopeChartProps['rows']): Map<string, number> {
  const heights = new Map<string, number>();
  for (const side of ['before', 'after'] as const) {
    const ranked = rows.filter((row) => row[side] !== null);
    ranked.sort((a, b) => (a[side] ?? 0) - (b[side] ?? 0) || (a.id < b.id ? -1 : 1));
    for (const [row, { id }] of ranked.entries()) heights.set(`${side} ${id}`, row);
  }
  return heights;
}
