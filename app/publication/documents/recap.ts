/** Rekapitulasi Nilai: every entry with the points of every criterion, a table a category. Landscape. */
import { formatPoints } from '#app/i18n/format.ts';
import type { ResultFacts } from './facts.ts';
import { html, type Markup } from './markup.ts';
import { fingerprint, letterhead, type Signer, signatures } from './paper.ts';
import type { DocumentSettings } from './settings.schema.ts';

const STANDING = { ranked: '', outside: 'Di luar peringkat', noSite: 'Belum ada situs' } as const;

export function recap(facts: ResultFacts, settings: DocumentSettings, chair: readonly Signer[]): Markup {
  const { view } = facts;
  const points = (value: number | null | undefined) => formatPoints(value ?? null, 'id', view.decimals);
  return html`${letterhead(settings)}
    <h1>Rekapitulasi Nilai<br>${view.contestName}<br>Tahun ${facts.year}</h1>
    <p class="number">Nilai 0 sampai 100; jumlah adalah nilai kriteria yang ditimbang.</p>
    ${view.categories.map(
      (category) => html`<table>
        <caption>${category.name}</caption>
        <thead><tr>
          <th scope="col">No.</th><th scope="col">Peserta</th>
          ${view.criteria.map(({ name, weight }) => html`<th scope="col" class="figure">${name.id} (${formatPoints(weight, 'id', 0)})</th>`)}
          <th scope="col" class="figure">Jumlah</th><th scope="col">Predikat</th>
          <th scope="col" class="figure">Peringkat kategori</th><th scope="col" class="figure">Peringkat umum</th>
        </tr></thead>
        <tbody>${category.entries.map(
          (entry, i) => html`<tr>
            <td class="figure">${i + 1}</td>
            <td>${entry.name}${STANDING[entry.standing] ? html` <em>(${STANDING[entry.standing]})</em>` : null}</td>
            ${view.criteria.map(({ id }) => html`<td class="figure">${points(entry.byCriterion[id])}</td>`)}
            <td class="figure">${points(entry.total)}</td>
            <td>${entry.bandName?.id ?? entry.band ?? '–'}</td>
            <td class="figure">${entry.categoryRank ?? '–'}</td>
            <td class="figure">${entry.rank ?? '–'}</td>
          </tr>`,
        )}</tbody>
      </table>`,
    )}
    ${fingerprint(view)}
    ${signatures(chair)}`;
}
