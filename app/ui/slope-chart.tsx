interface SlopeChartProps {
  title: string;
  before: string;
  after: string;
  rows: { id: string; name: string; before: number | null; after: number | null }[];
}

const WIDTH = 680;
const ROW = 24;
const TOP = 34;
const LEFT = 270;
const RIGHT = WIDTH - LEFT;
/** Longer names are cut; the table beside has them whole. */
const LONGEST = 32;

const short = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

/** Places before and after as two columns, a line for each entry ranked in both. The table beside it says the same. */
export function SlopeChart({ title, before, after, rows }: SlopeChartProps) {
  const y = places(rows);
  const lowest = Math.max(1, ...y.values());
  const height = TOP + (lowest + 1) * ROW;
  const at = (side: string, id: string) => TOP + (y.get(`${side} ${id}`) ?? 0) * ROW;
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
            {from === null ? null : (
              <text x={LEFT - 12} y={at('before', id) + 4} textAnchor="end">
                {short(name)} {from}
              </text>
            )}
            {from === null || to === null ? null : (
              <path d={`M${LEFT} ${at('before', id)}L${RIGHT} ${at('after', id)}`} />
            )}
            {from === null ? null : <circle cx={LEFT} cy={at('before', id)} r="3.5" />}
            {to === null ? null : <circle cx={RIGHT} cy={at('after', id)} r="3.5" />}
            {to === null ? null : (
              <text x={RIGHT + 12} y={at('after', id) + 4}>
                {to} {short(name)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
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
