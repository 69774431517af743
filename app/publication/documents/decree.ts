/** Draf SK Penetapan: the decree as a draft, to be put into the office's own numbering and signed there. */
import type { Award } from './awards.ts';
import type { ResultFacts } from './facts.ts';
import { html, type Markup } from './markup.ts';
import { filled, grouped, letterhead, signatures } from './paper.ts';
import type { DocumentSettings } from './settings.schema.ts';

const clause = (name: string, body: Markup) => html`<strong>${name}</strong><span>:</span><div>${body}</div>`;

export function decree(facts: ResultFacts, settings: DocumentSettings, awards: readonly Award[]): Markup {
  const { view, year } = facts;
  const about = `Penetapan Pemenang ${view.contestName} Tahun ${year}`;
  const categories = [...new Set(awards.map(({ category }) => category))];
  return html`<p class="draft">RANCANGAN</p>
    ${letterhead(settings)}
    <h1>Keputusan<br>${filled(settings.signerTitle)}</h1>
    <p class="number">Nomor: ${filled(settings.decreeNumber)}</p>
    <h1>Tentang<br>${about}</h1>
    <div class="clauses">
      ${clause(
        'Menimbang',
        html`<ol type="a">
          <li>bahwa informasi publik yang tepercaya bagi warga memerlukan situs perangkat daerah yang lengkap dan terawat;</li>
          <li>bahwa dewan juri telah menyelesaikan penilaian sebagaimana Berita Acara Penilaian Nomor
            ${filled(settings.minutesNumber)};</li>
          <li>bahwa pemenang perlu ditetapkan dengan keputusan;</li>
        </ol>`,
      )}
      ${clause('Mengingat', html`<span class="blank"></span>`)}
      ${clause('Menetapkan', html`<p>${about.toUpperCase()}.</p>`)}
      ${clause('KESATU', html`<p>Menetapkan pemenang menurut kategori sebagaimana tercantum dalam lampiran keputusan ini.</p>`)}
      ${clause(
        'KEDUA',
        html`<p>Data penilaian yang mendasari keputusan ini bersidik SHA-256 <span class="hash">${grouped(view.hash)}</span>.</p>`,
      )}
      ${clause('KETIGA', html`<p>Keputusan ini berlaku sejak tanggal ditetapkan.</p>`)}
    </div>
    <p class="foot">Ditetapkan di ${filled(settings.place)} pada tanggal <span class="blank"></span></p>
    ${signatures([
      { title: '', name: ' ' },
      { title: settings.signerTitle, name: settings.signerName },
    ])}
    <section style="break-before: page">
      <h1>Lampiran<br>${about}</h1>
      ${categories.map(
        (category) => html`<table>
          <caption>Kategori ${category}</caption>
          <thead><tr><th scope="col">Penghargaan</th><th scope="col">Perangkat daerah</th></tr></thead>
          <tbody>${awards
            .filter((award) => award.category === category)
            .map(
              ({ title, shared, entry }) =>
                html`<tr><td>${title}${shared ? ' (bersama)' : ''}</td><td>${entry.name}</td></tr>`,
            )}</tbody>
        </table>`,
      )}
      ${awards.length === 0 ? html`<p>Tidak ada penghargaan yang ditetapkan.</p>` : null}
    </section>`;
}
