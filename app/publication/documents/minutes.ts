/** Berita Acara Penilaian: the minutes that the panel signs. */
import { formatPoints } from '#app/i18n/format.ts';
import type { ResultFacts } from './facts.ts';
import { html, type Markup } from './markup.ts';
import { filled, fingerprint, letterhead, type Signer, signatures } from './paper.ts';
import type { DocumentSettings } from './settings.schema.ts';
import { dayInWords, inWords } from './words.ts';

const METHODS = {
  mean: 'rata-rata jumlah semua juri',
  'trimmed-mean': 'rata-rata jumlah semua juri; sejak empat juri tanpa yang tertinggi dan yang terendah',
  median: 'nilai tengah dari jumlah semua juri',
  'severity-adjusted': 'rata-rata jumlah semua juri setelah keketatan tiap juri dikeluarkan',
} as const;

function opening(facts: ResultFacts, settings: DocumentSettings): Markup {
  const { entries, judges } = facts.view.counts;
  const day = settings.minutesDay ? dayInWords(settings.minutesDay) : null;
  const when = day
    ? html`hari ini, ${day.weekday}, tanggal ${day.day}, bulan ${day.month}, tahun ${day.year} (${day.plain})`
    : html`hari ini, <span class="blank"></span>, tanggal <span class="blank"></span>`;
  return html`<p>Pada ${when}, bertempat di ${filled(settings.place)}, dewan juri ${facts.view.contestName} yang terdiri atas
    ${judges} (${inWords(judges)}) orang telah menyelesaikan penilaian atas ${entries} (${inWords(entries)}) peserta
    dengan hasil sebagai berikut.</p>`;
}

/** @param judges who signs: the chief judge first */
export function minutes(facts: ResultFacts, settings: DocumentSettings, judges: readonly Signer[]): Markup {
  const { view } = facts;
  const weights = view.criteria.map(({ name, weight }) => `${name.id} ${formatPoints(weight, 'id', 0)}`).join(', ');
  const entries = view.categories.flatMap((category) => category.entries);
  const outside = entries.filter((entry) => entry.standing === 'outside');
  const noSite = entries.filter((entry) => entry.standing === 'noSite');
  const held = entries.filter((entry) => entry.heldBack !== null);
  const tied = entries.filter((entry) => entry.categoryRank !== null && entry.categoryTiedWith.length > 0);
  const named = (list: typeof entries) => list.map(({ name }) => name).join('; ');
  return html`${letterhead(settings)}
    <h1>Berita Acara Penilaian<br>${view.contestName}<br>Tahun ${facts.year}</h1>
    <p class="number">Nomor: ${filled(settings.minutesNumber)}</p>
    ${opening(facts, settings)}
    <h2>A. Cara penilaian</h2>
    <ol>
      <li>Bobot kriteria: ${weights}.</li>
      <li>Cara menghitung: ${METHODS[view.aggregate]}. Jumlah yang sama dibedakan oleh nilai
        ${view.tieBreak.map(({ id }) => id).join(', ')}; bila tetap sama, pleno memutus; tanpa putusan peringkat dibagi.</li>
      <li>Putusan yang tercatat selama penilaian: ${facts.decisions} (${inWords(facts.decisions)}).</li>
      ${outside.length > 0 ? html`<li>Di luar peringkat: ${named(outside)}.</li>` : null}
      ${noSite.length > 0 ? html`<li>Belum memiliki situs: ${named(noSite)}.</li>` : null}
      ${view.tieDecisions.map(({ outcome, names, reason }) =>
        outcome === 'order'
          ? html`<li>Putusan pleno atas jumlah yang sama, dari yang teratas: ${names.join(', ')}. ${reason}</li>`
          : html`<li>Putusan pleno atas jumlah yang sama, peringkat dipegang bersama: ${names.join(', ')}. ${reason}</li>`,
      )}
      ${tied.length > 0 ? html`<li>Berbagi peringkat dalam kategorinya: ${named(tied)}.</li>` : null}
      ${held.map(({ name, heldBack }) => html`<li>Di luar penghargaan: ${name}. ${heldBack?.reason ?? 'Menunggu keputusan pleno.'}</li>`)}
    </ol>
    <h2>B. Hasil menurut kategori</h2>
    ${view.categories.map((category) => {
      const ranked = category.entries.filter((entry) => entry.categoryRank !== null);
      return ranked.length === 0
        ? null
        : html`<table>
          <caption>${category.name}</caption>
          <thead><tr><th scope="col">Peringkat</th><th scope="col">Peserta</th><th scope="col" class="figure">Jumlah</th>
            <th scope="col">Predikat</th></tr></thead>
          <tbody>${ranked.map(
            (entry) => html`<tr><td class="figure">${entry.categoryRank}</td><td>${entry.name}</td>
              <td class="figure">${formatPoints(entry.total, 'id', view.decimals)}</td>
              <td>${entry.bandName?.id ?? entry.band ?? '–'}</td></tr>`,
          )}</tbody>
        </table>`;
    })}
    ${fingerprint(view)}
    <p class="foot">Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.</p>
    ${signatures(judges)}`;
}
