import type { Evidence } from '../../audit.schema.ts';
import type { AccessibilityViolation, Visit } from '../../visit.ts';
import { shapesPage } from './lighthouse-pages.ts';
import { readablePages } from './pages.ts';
import { quote } from './result.ts';

const SHOWN_A_PAGE = 8;

/** What axe-core's commonest rules say, in Indonesian; it has no such locale of its own. */
const RULES: Record<string, string> = {
  'aria-hidden-focus': 'Elemen yang disembunyikan dari pembaca layar masih dapat difokus',
  'aria-required-attr': 'Atribut ARIA yang wajib tidak ada',
  'aria-required-children': 'Elemen ARIA tanpa anak yang diwajibkan perannya',
  'aria-valid-attr-value': 'Nilai atribut ARIA tidak sah',
  'button-name': 'Tombol tanpa nama yang dapat dibacakan',
  'color-contrast': 'Kontras warna teks dengan latarnya kurang',
  'document-title': 'Halaman tanpa judul',
  'frame-title': 'Bingkai (iframe) tanpa judul',
  'html-has-lang': 'Bahasa halaman tidak dinyatakan (atribut lang)',
  'html-lang-valid': 'Atribut lang tidak sah',
  'image-alt': 'Gambar tanpa teks alternatif',
  'input-image-alt': 'Tombol bergambar tanpa teks alternatif',
  label: 'Isian formulir tanpa label',
  'link-in-text-block': 'Tautan di dalam teks hanya dibedakan oleh warna',
  'link-name': 'Tautan tanpa nama yang dapat dibacakan',
  list: 'Daftar berisi elemen yang bukan butir daftar',
  listitem: 'Butir daftar di luar daftar',
  'meta-refresh': 'Halaman memuat ulang sendiri',
  'meta-viewport': 'Pembesaran halaman dimatikan',
  'nested-interactive': 'Elemen interaktif bersarang di dalam elemen interaktif lain',
  'scrollable-region-focusable': 'Bagian yang dapat digulir tidak dapat dicapai dengan papan tombol',
  'select-name': 'Pilihan (select) tanpa nama',
  'target-size': 'Sasaran sentuh terlalu kecil atau terlalu rapat',
};

/**
 * Serious and critical violations on the pages read that are not among `measured`: advice, since the score is
 * Lighthouse's and counts only the pages it ran on. A page whose style our own outage kept away is not looked at.
 */
export function furtherViolations(visit: Visit, measured: readonly string[]): Evidence[] {
  return readablePages(visit)
    .filter((page) => !measured.includes(page.finalUrl) && !page.keptAway?.some(shapesPage))
    .flatMap((page) =>
      (page.accessibility ?? []).slice(0, SHOWN_A_PAGE).map((violation) => ({
        url: page.finalUrl,
        where: violation.nodes[0]?.selector ?? violation.id,
        text: `Saran, tidak mengubah nilai: ${sayViolation(violation)}`,
      })),
    );
}

function sayViolation({ id, impact, help, count, nodes }: AccessibilityViolation): string {
  const [first] = nodes;
  const shown = first ? `, antara lain ${quote(first.snippet)}` : '';
  const weight = impact === 'critical' ? 'kritis' : 'serius';
  return `${RULES[id] ?? help} (${id}, ${weight}). ${count} elemen${shown}`;
}
