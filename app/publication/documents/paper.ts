/** The paper that every document is printed on: letterhead, fields, signatures, foot. Black on white. */
import type { PublicView } from '../public-view.ts';
import { html, type Markup, trusted, written } from './markup.ts';
import type { DocumentSettings } from './settings.schema.ts';

/** A field nobody has filled in: a line to write on. */
export const filled = (value: string): Markup => (value ? html`${value}` : html`<span class="blank"></span>`);

export function letterhead({ government, office, address }: DocumentSettings): Markup {
  return html`<header class="letterhead">
    <p class="letterhead__government">${filled(government)}</p>
    <p class="letterhead__office">${filled(office)}</p>
    <p class="letterhead__address">${address}</p>
  </header>`;
}

export interface Signer {
  title: string;
  name: string;
}

/** Places to sign, two beside each other. */
export function signatures(signers: readonly Signer[]): Markup {
  return html`<section class="signatures" aria-label="Tanda tangan">
    ${signers.map(
      ({ title, name }) => html`<div class="signature">
        <p>${title}</p>
        <p class="signature__space"></p>
        <p class="signature__name">${filled(name)}</p>
      </div>`,
    )}
  </section>`;
}

/** Digits of a hash in groups of eight, so that it can be read aloud. */
export const grouped = (hash: string): string => hash.replace(/(.{8})(?=.)/g, '$1 ');

/** Which frozen results a document speaks of. */
export function fingerprint({
  hash,
  methodVersion,
  version,
}: Pick<PublicView, 'hash' | 'methodVersion' | 'version'>): Markup {
  return html`<section class="fingerprint">
    <h2>Sidik data</h2>
    <p class="hash">${grouped(hash)}</p>
    ${
      version
        ? html`<p>Versi ${version.number}, menggantikan versi ${version.supersedes.number}
      (sidik ${grouped(version.supersedes.hash.slice(0, 16))} …). Alasan: ${version.reason}</p>`
        : null
    }
    <p>SHA-256 atas data masukan penilaian, versi metode ${methodVersion}. Siapa pun dapat menghitung ulang hasil ini dari data
    yang diumumkan dan membandingkan sidiknya; satu nilai yang berubah mengubah sidiknya.</p>
  </section>`;
}

export interface Paper {
  title: string;
  landscape?: boolean;
  body: Markup;
  /** Base64 of the font's woff2 file. */
  font: string;
}

/** A whole HTML document, complete in itself: printing it asks no network for anything. */
export function paper({ title, landscape = false, body, font }: Paper): string {
  return written(html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<title>${title}</title>
<style>${trusted(STYLE(landscape, font))}</style>
</head>
<body>${body}</body>
</html>`);
}

const STYLE = (landscape: boolean, font: string) => `
@font-face { font-family: Inter; src: url(data:font/woff2;base64,${font}) format('woff2'); font-weight: 100 900; }
@page { size: A4 ${landscape ? 'landscape' : 'portrait'}; margin: 18mm 18mm 16mm; }
* { box-sizing: border-box; margin: 0; }
body { font: 10.5pt/1.45 Inter, 'Liberation Sans', Arial, sans-serif; color: #000; }
h1 { font-size: 13pt; text-align: center; text-transform: uppercase; letter-spacing: .02em; line-height: 1.3; }
h2 { font-size: 10.5pt; margin: 5mm 0 1.5mm; break-after: avoid; }
p + p { margin-top: 2mm; }
ol, ul { padding-left: 6mm; }
li { margin-top: 1.2mm; }
.letterhead { text-align: center; border-bottom: 2.2pt double #000; padding-bottom: 3mm; margin-bottom: 6mm; }
.letterhead p + p { margin-top: .5mm; }
.letterhead__government { font-size: 12pt; font-weight: 600; text-transform: uppercase; }
.letterhead__office { font-size: 14pt; font-weight: 700; text-transform: uppercase; }
.letterhead__address { font-size: 9pt; }
.number { text-align: center; margin: 1mm 0 5mm; }
.blank { display: inline-block; min-width: 45mm; border-bottom: .6pt dotted #000; height: 1.1em; vertical-align: bottom; }
table { width: 100%; border-collapse: collapse; font-size: 9pt; line-height: 1.3; margin: 1.5mm 0 3mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
caption { text-align: left; font-weight: 600; padding-bottom: 1mm; font-size: 10pt; }
th, td { border: .6pt solid #000; padding: 1mm 1.6mm; text-align: left; vertical-align: top; }
th { font-weight: 600; background: #eee; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm 12mm; margin-top: 8mm; }
.signature { text-align: center; break-inside: avoid; }
.signature__space { height: 18mm; }
.signature__name { font-weight: 600; text-decoration: underline; text-underline-offset: 1pt; }
.fingerprint { border: .6pt solid #000; padding: 2.5mm 3.5mm; margin-top: 6mm; break-inside: avoid; font-size: 8.5pt; }
.fingerprint h2 { margin: 0 0 1mm; font-size: 9pt; }
.hash { font-family: 'Liberation Mono', 'Courier New', monospace; font-size: 9pt; font-weight: 600; }
.draft { text-align: center; font-weight: 700; letter-spacing: .2em; border: 1pt solid #000; padding: 1mm; margin-bottom: 5mm; }
.clauses { display: grid; grid-template-columns: 26mm 4mm 1fr; gap: 1.5mm 0; }
.certificate { height: 174mm; border: 2.2pt double #000; padding: 10mm 14mm; text-align: center; display: flex; flex-direction: column; justify-content: space-between; }
.certificate h1 { font-size: 26pt; letter-spacing: .12em; }
.certificate__to { font-size: 20pt; font-weight: 700; line-height: 1.2; }
.certificate__as { font-size: 16pt; font-weight: 700; text-transform: uppercase; letter-spacing: .04em; }
.certificate__foot { display: grid; grid-template-columns: 1fr 1fr; gap: 10mm; align-items: end; text-align: left; }
.certificate__check { display: flex; gap: 4mm; align-items: center; font-size: 8.5pt; }
.certificate__check img { width: 26mm; height: 26mm; }
.foot { margin-top: 6mm; font-size: 8.5pt; }
`;
