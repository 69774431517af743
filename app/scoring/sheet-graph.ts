/** Who judged what, as a graph: judges and entries are its points, sheets its lines. */

/** One value for each sheet. Entries and judges are numbered from 0. */
export interface Sheets {
  entries: number;
  judges: number;
  /** Of each sheet. */
  entryOf: Int32Array;
  judgeOf: Int32Array;
}

export interface SheetGraph {
  /** Number of linked groups among judges and entries that have a sheet. */
  components: number;
  /** Group of each judge, counted from 0 in the order of the judges; -1 without a sheet. */
  ofJudge: Int32Array;
  /** Group of each entry; -1 without a sheet. */
  ofEntry: Int32Array;
}

/** Groups of judges and entries that sheets link. Severity can be compared within a group only. */
export function sheetGraph({ entries, judges, entryOf, judgeOf }: Sheets): SheetGraph {
  const parent = Int32Array.from({ length: judges + entries }, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] ?? top;
    for (let here = at; here !== top; ) {
      const up = parent[here] ?? top;
      parent[here] = top;
      here = up;
    }
    return top;
  };
  const linked = new Uint8Array(judges + entries);
  for (let s = 0; s < entryOf.length; s++) {
    const judge = judgeOf[s] ?? 0;
    const entry = judges + (entryOf[s] ?? 0);
    linked[judge] = 1;
    linked[entry] = 1;
    parent[root(entry)] = root(judge);
  }
  const numbers = new Map<number, number>();
  const group = (at: number): number => {
    if (!linked[at]) return -1;
    const top = root(at);
    const known = numbers.get(top);
    if (known !== undefined) return known;
    numbers.set(top, numbers.size);
    return numbers.size - 1;
  };
  // Every group has a judge, so they are numbered in the order of the judges.
  const ofJudge = Int32Array.from({ length: judges }, (_, j) => group(j));
  const ofEntry = Int32Array.from({ length: entries }, (_, e) => group(judges + e));
  return { components: numbers.size, ofJudge, ofEntry };
}

/**
 * Sheets on which alone the comparison of judges hangs: without one of them the judges would fall into two groups.
 * Bridges of the graph (Tarjan 1974) with a judge on either side. Positions in `sheets`, ascending.
 */
export function onlyLinks({ entries, judges, entryOf, judgeOf }: Sheets): number[] {
  const points = judges + entries;
  const start = new Int32Array(points + 1);
  const ends = (s: number): [number, number] => [judgeOf[s] ?? 0, judges + (entryOf[s] ?? 0)];
  for (let s = 0; s < entryOf.length; s++) for (const at of ends(s)) start[at + 1] = (start[at + 1] ?? 0) + 1;
  for (let at = 0; at < points; at++) start[at + 1] = (start[at + 1] ?? 0) + (start[at] ?? 0);
  const fill = start.slice(0, points);
  const sheetAt = new Int32Array(entryOf.length * 2);
  for (let s = 0; s < entryOf.length; s++)
    for (const at of ends(s)) {
      const place = fill[at] ?? 0;
      sheetAt[place] = s;
      fill[at] = place + 1;
    }

  const seen = new Int32Array(points);
  const low = new Int32Array(points);
  /** Judges below a point in the search tree, itself included. */
  const below = new Int32Array(points);
  const cursor = start.slice(0, points);
  const by = new Int32Array(points).fill(-1);
  const bridges: number[] = [];
  let clock = 0;
  for (let first = 0; first < judges; first++) {
    if (seen[first]) continue;
    const found: { sheet: number; judges: number }[] = [];
    const path = [first];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      if (!seen[at]) {
        clock += 1;
        seen[at] = clock;
        low[at] = clock;
        below[at] = at < judges ? 1 : 0;
      }
      const place = cursor[at] ?? 0;
      if (place < (start[at + 1] ?? 0)) {
        cursor[at] = place + 1;
        const sheet = sheetAt[place] ?? 0;
        if (sheet === by[at]) continue;
        const [judge, entry] = ends(sheet);
        const other = judge === at ? entry : judge;
        if (seen[other]) low[at] = Math.min(low[at] ?? 0, seen[other] ?? 0);
        else {
          by[other] = sheet;
          path.push(other);
        }
        continue;
      }
      path.pop();
      const up = path.at(-1);
      if (up === undefined) break;
      low[up] = Math.min(low[up] ?? 0, low[at] ?? 0);
      below[up] = (below[up] ?? 0) + (below[at] ?? 0);
      if ((low[at] ?? 0) > (seen[up] ?? 0)) found.push({ sheet: by[at] ?? 0, judges: below[at] ?? 0 });
    }
    const all = below[first] ?? 0;
    for (const { sheet, judges: side } of found) if (side > 0 && side < all) bridges.push(sheet);
  }
  return bridges.sort((a, b) => a - b);
}
