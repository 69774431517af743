/** Piagam Penghargaan: one page, landscape, with a QR that leads to the public page of its verification. */
import type { Award } from './awards.ts';
import type { ResultFacts } from './facts.ts';
import { html, type Markup } from './markup.ts';
import { filled, grouped } from './paper.ts';
import type { DocumentSettings } from './settings.schema.ts';
import { dayInWords } from './words.ts';

export interface Check {
  /** Address of the verification page. */
  address: string;
  code: string;
  /** The address as a QR: address of a picture. */
  qr: string;
}

/** Digits of the hash that a certificate prints. */
const DIGITS = 32;

export function certificate(facts: ResultFacts, settings: DocumentSettings, award: Award, check: Check): Markup {
  const { view, year } = facts;
  const day = settings.minutesDay ? html`${dayInWords(settings.minutesDay).plain}` : filled('');
  return html`<main class="certificate">
    <div>
      <p>${filled(settings.government)}<br>${settings.office}</p>
    </div>
    <div>
      <h1>Piagam Penghargaan</h1>
      <p>Nomor: ${filled(settings.certificateNumber)}</p>
    </div>
    <div>
      <p>diberikan kepada</p>
      <p class="certificate__to">${award.entry.name}</p>
      <p>sebagai</p>
      <p class="certificate__as">${award.title}${award.shared ? ' (bersama)' : ''}</p>
      <p>Kategori ${award.category}, ${view.contestName} Tahun ${year}</p>
    </div>
    <div class="certificate__foot">
      <div class="certificate__check">
        <img src="${check.qr}" alt="Kode QR ke halaman verifikasi piagam">
        <p>Periksa keaslian: ${check.address}<br>Kode ${check.code}<br>Sidik hasil${view.version ? ` versi ${view.version.number}` : ''} ${grouped(view.hash.slice(0, DIGITS))}</p>
      </div>
      <div class="signature">
        <p>${filled(settings.place)}, ${day}<br>${settings.signerTitle}</p>
        <p class="signature__space"></p>
        <p class="signature__name">${filled(settings.signerName)}</p>
      </div>
    </div>
  </main>`;
}
