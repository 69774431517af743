/** What whoever reads a result must know beside it. Pure; Indonesian, as the official result is. */
import type { PointsOf, ScoreTable } from '#app/scoring/score-table.ts';
import type { SheetGraph } from '#app/scoring/sheet-graph.ts';
import type { Dataset } from './dataset.schema.ts';
import type { ResultEntry } from './results.schema.ts';

interface Facts {
  data: Dataset;
  points: PointsOf;
  table: ScoreTable;
  graph: SheetGraph;
  /** Sheets on which alone the comparison of judges hangs. */
  links: readonly { entry: string; judge: string }[];
  /** Ranked entries with open marks. */
  open: readonly ResultEntry[];
  /** Entries of decisions of the plenary that speak of no tie. */
  idle: readonly string[][];
  hasIntervals: boolean;
}

/** Names of a group in a warning; further ones are counted. */
const NAMED = 12;

export function tallyWarnings({ data, points, table, graph, links, open, idle, hasIntervals }: Facts): string[] {
  const warnings = table.strayMarks.map(({ mark, why }) => {
    const { entry, judge, indicator } = points.marks[mark] ?? { entry: '', judge: '', indicator: '' };
    return why === 'notAssigned'
      ? `marks[${mark}]: juri "${judge}" tidak ditugaskan pada peserta "${entry}", tidak dihitung`
      : `marks[${mark}]: "${indicator}" tidak berlaku bagi peserta "${entry}", tidak dihitung`;
  });
  if (graph.components > 1) warnings.push(`${groupsSaid(points, graph)} ${consequence(data)}`);
  else if (links.length > 0) {
    const said = links.map(({ entry, judge }) => `${judge} pada ${entry}`);
    warnings.push(
      `Perbandingan antarjuri tipis: hanya bergantung pada lembar ${listed(said)}. Selisih keketatan antara kedua sisinya kurang pasti.`,
    );
  }
  if (open.length > 0) {
    const scored = open.filter((entry) => entry.total !== null).length;
    const without = open.length - scored;
    if (without > 0) warnings.push(`${without} peserta belum lengkap: tanpa jumlah dan tanpa peringkat`);
    if (scored > 0) warnings.push(`${scored} peserta belum lengkap: diperingkat dari lembar yang sudah lengkap saja`);
  }
  for (const ids of idle)
    warnings.push(`Putusan pleno tentang ${listed(ids)} tidak berpengaruh: tanpa putusan itu pun mereka tidak seri.`);
  if (!hasIntervals && data.marks.length > 0)
    warnings.push('Rentang tidak dihitung: lembar juri belum cukup untuk memperkirakan sebarannya.');
  return warnings;
}

function groupsSaid({ judges, entries }: PointsOf, { components, ofJudge, ofEntry }: SheetGraph): string {
  const groups = Array.from({ length: components }, (_, group) => {
    const names = judges.filter((__, j) => ofJudge[j] === group);
    const size = entries.filter((__, e) => ofEntry[e] === group).length;
    return `{${listed(names)}; ${size} peserta}`;
  });
  return `Keketatan juri tidak dapat dibandingkan: juri dan peserta terbagi dalam ${components} kelompok yang tidak terhubung: ${listed(groups)}.`;
}

function consequence({ method }: Dataset): string {
  return method.aggregate === 'severity-adjusted'
    ? 'Nilai tersesuaikan tidak dihitung, sehingga tidak ada jumlah dan peringkat.'
    : 'Nilai tersesuaikan tidak dihitung.';
}

function listed(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')}, dan ${rest} lagi` : names.join(', ');
}
