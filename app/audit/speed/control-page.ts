/**
 * The control page: always the same bytes, so when its figures move, the machine has moved. Blocking time is counted
 * by processor time and hardly feels company, so the page also fills up piece by piece between tasks of work: the
 * speed index, which is seen and not reckoned, grows with every wait for a core.
 */
import { crc32, deflateSync } from 'node:zlib';

export interface ControlFile {
  type: string;
  body: string | Buffer;
}

/** Rounds of integer mixing in one task; some 50 ms on a core of 2024. */
const WORK_ROUNDS = 25_000_000;
/** Each uncovers one part of the page. */
const PARTS = 4;

const SENTENCES = [
  'Halaman ini milik panitia dan tidak pernah berubah.',
  'Isinya hanya untuk memeriksa apakah mesin pengukur bekerja seperti biasanya.',
  'Bila angkanya bergeser, putaran itu diulang dan situs peserta tidak dirugikan.',
  'Tidak ada huruf dari luar, tidak ada skrip dari luar, dan tidak ada hal yang acak.',
];

/** Files of the page by path. The same on every call, on every machine. */
export function controlFiles(): Map<string, ControlFile> {
  const files = new Map<string, ControlFile>([
    ['/', { type: 'text/html; charset=utf-8', body: document() }],
    ['/gaya.css', { type: 'text/css', body: styles() }],
    ['/kerja.js', { type: 'text/javascript', body: script() }],
  ]);
  for (let index = 0; index < PARTS * 2; index++) {
    files.set(`/gambar-${index}.png`, { type: 'image/png', body: picture(120, 90, index + 1) });
  }
  return files;
}

function document(): string {
  const image = (index: number) => `<img src="/gambar-${index}.png" width="120" height="90" alt="Gambar ${index}">`;
  const parts = Array.from(
    { length: PARTS },
    (_, index) => `<div class="bagian">${image(index * 2)} ${image(index * 2 + 1)} ${SENTENCES[index]}</div>`,
  );
  const rows = Array.from(
    { length: 200 },
    (_, index) => `<tr><td>${index}</td><td>${SENTENCES[index % SENTENCES.length]}</td><td>${index * index}</td></tr>`,
  );
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Halaman kendali</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/gaya.css"><script src="/kerja.js" defer></script></head>
<body><h1>Halaman kendali</h1><p>${SENTENCES.join(' ')}</p>
<main>${parts.join('\n')}
<table>${rows.join('\n')}</table></main></body></html>
`;
}

function styles(): string {
  const rules = Array.from({ length: 400 }, (_, index) => `.kelas-${index} p:nth-child(${index + 1}) { margin: 0; }`);
  return `body { font: 16px/1.5 sans-serif; margin: 16px; }
.bagian { height: 120px; margin: 8px 0; background: #246; color: #fff; font-size: 12px; visibility: hidden; }
td { border: 1px solid #999; padding: 4px; }
${rules.join('\n')}
`;
}

function script(): string {
  return `const bagian = document.querySelectorAll('.bagian');
function kerja(ke) {
  let x = 1;
  for (let i = 0; i < ${WORK_ROUNDS}; i++) { x ^= x << 13; x ^= x >>> 17; x ^= x << 5; }
  bagian[ke].dataset.kerja = String(x);
  bagian[ke].style.visibility = 'visible';
  if (ke + 1 < bagian.length) setTimeout(kerja, 40, ke + 1);
}
addEventListener('load', () => setTimeout(kerja, 40, 0));
`;
}

/** PNG of noise that compresses badly (W3C, Portable Network Graphics, third edition): about three bytes a pixel. */
function picture(width: number, height: number, seed: number): Buffer {
  const lines = Buffer.alloc(height * (1 + width * 3));
  let state = seed * 0x9e3779b1;
  for (let at = 0; at < lines.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    lines[at] = at % (1 + width * 3) === 0 ? 0 : state & 0xff;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, red green blue.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
