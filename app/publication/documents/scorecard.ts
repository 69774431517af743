/** Rapor situs: what one entry got, beside the median of its category, what was good and what to mend. */
import { formatPoints } from '#app/i18n/format.ts';
import type { PublicEntry } from '../public-view.ts';
import { highsAndLows, MEDIAN_FROM, type ResultFacts } from './facts.ts';
import { html, type Markup } from './markup.ts';
import { fingerprint, letterhead } from './paper.ts';
import type { DocumentSettings } from './settings.schema.ts';

function place(entry: PublicEntry): string {
  if (entry.standing === 'outside') return 'Di luar peringkat';
  if (entry.categoryRank === null) return 'Tidak berperingkat';
  const shared = entry.categoryTiedWith.length > 0 ? ' (bersama)' : '';
  return `Peringkat ${entry.categoryRank}${shared} dalam kategori ${entry.category}`;
}

export function scorecard(facts: ResultFacts, settings: DocumentSettings, entry: PublicEntry): Markup {
  const { view } = facts;
  const median = facts.medians.get(entry.category) ?? null;
  const points = (value: number | null | undefined) => formatPoints(value ?? null, 'id', view.decimals);
  const { highs, lows } = highsAndLows(facts.indicators.get(entry.id) ?? []);
  return html`${letterhead(settings)}
    <h1>Rapor Situs<br>${entry.name}</h1>
    <p class="number">${view.contestName} Tahun ${facts.year}</p>
    <p><strong>Jumlah ${points(entry.total)}</strong>, ${entry.bandName?.id ?? entry.band ?? 'tanpa predikat'}. ${place(entry)}.</p>
    <table>
      <caption>Nilai menurut kriteria</caption>
      <thead><tr><th scope="col">Kriteria</th><th scope="col" class="figure">Bobot</th><th scope="col" class="figure">Nilai</th>
        ${median ? html`<th scope="col" class="figure">Nilai tengah kategori</th>` : null}</tr></thead>
      <tbody>${view.criteria.map(
        ({ id, name, weight }) => html`<tr><td>${name.id}</td><td class="figure">${formatPoints(weight, 'id', 0)}</td>
          <td class="figure">${points(entry.byCriterion[id])}</td>
          ${median ? html`<td class="figure">${points(median[id])}</td>` : null}</tr>`,
      )}</tbody>
    </table>
    ${median ? null : html`<p class="foot">Nilai tengah kategori ditulis mulai ${MEDIAN_FROM} peserta.</p>`}
    ${highs.length > 0 ? list('Yang sudah baik', highs) : null}
    ${lows.length > 0 ? list('Yang perlu dibenahi lebih dahulu', lows) : null}
    ${fingerprint(view)}`;
}

const list = (title: string, rows: readonly { id: string; name: string; criterion: string; points: number }[]) => html`
  <h2>${title}</h2>
  <ul>${rows.map(({ id, name, criterion, points }) => html`<li>${id} ${name} (${criterion}): ${formatPoints(points, 'id', 1)}</li>`)}</ul>`;
