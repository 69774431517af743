/** Where an indicator, or the sheet's note, stands on the sheet. */
export const anchorOf = (indicator: string) => `i-${indicator.replace('@', '')}`;

const ofVersion = (version: number | null | undefined) => (version ? `?versi=${version}` : '');

/** Every address of the application. Nothing else builds one. */
export const paths = {
  home: () => '/',
  signIn: (next?: string) => (next && next !== '/' ? `/masuk?lanjut=${encodeURIComponent(next)}` : '/masuk'),
  signOut: () => '/keluar',
  account: () => '/akun',
  invitation: (token: string) => `/undangan/${token}`,
  signInCard: (token: string) => `/kartu/${token}`,
  preferences: () => '/tampilan',

  organizer: () => '/panitia',
  contestSettings: () => '/panitia/edisi',
  nextEdition: () => '/panitia/edisi/baru',
  trend: () => '/panitia/tren',
  method: () => '/panitia/metode',
  phases: () => '/panitia/tahap',
  webmasterDesk: () => '/panitia/pengelola',
  entries: () => '/panitia/peserta',
  newEntry: () => '/panitia/peserta/baru',
  importEntries: () => '/panitia/peserta/impor',
  entry: (entryId: string) => `/panitia/peserta/${entryId}`,
  categories: () => '/panitia/kategori',
  people: () => '/panitia/orang',
  invitePerson: () => '/panitia/orang/undang',
  person: (userId: string) => `/panitia/orang/${userId}`,
  rubric: () => '/panitia/rubrik',
  rubricFile: (draft?: boolean) => (draft ? '/panitia/rubrik.json?draf' : '/panitia/rubrik.json'),
  rubricDraft: () => '/panitia/rubrik/draf',
  rubricWords: () => '/panitia/rubrik/penegasan',
  rubricDraftIndicator: (indicator: string) => `/panitia/rubrik/draf/${encodeURIComponent(indicator)}`,
  audits: () => '/panitia/audit',
  auditStream: () => '/panitia/audit/aliran',
  audit: (auditId: string) => `/panitia/audit/${auditId}`,
  judgingMonitor: () => '/panitia/penilaian',
  judgeDevices: () => '/panitia/perangkat',
  assignmentPlan: () => '/panitia/penugasan',
  judgesApart: () => '/panitia/selisih',
  practicePanel: () => '/panitia/latihan',
  standingProposals: () => '/panitia/usulan',
  corrections: () => '/panitia/koreksi',
  findings: () => '/panitia/temuan',
  objections: () => '/panitia/sanggahan',
  objectionEffect: (objectionId: string) => `/panitia/sanggahan/${objectionId}`,
  /** The contact register; of one agency, when it is named. */
  channelDesk: (agencyId?: string, saved = false) => {
    const search = new URLSearchParams({
      ...(agencyId ? { opd: agencyId } : {}),
      ...(saved ? { tersimpan: '1' } : {}),
    });
    return search.size > 0 ? `/panitia/kanal?${search}` : '/panitia/kanal';
  },
  /** The form for a test message to that very value. */
  channelTest: (agencyId: string, channel: string, value: string) =>
    `/panitia/kanal?${new URLSearchParams({ opd: agencyId, channel, value })}#uji`,
  words: () => '/panitia/kata',
  wordsFile: () => '/panitia/kata.json',
  apiTokens: () => '/panitia/api',
  apiDescription: () => '/api/v1/openapi.json',
  finalise: () => '/panitia/penetapan',
  /** Of the newest finalisation, or the one of that number. */
  documents: (version?: number) => `/panitia/dokumen${ofVersion(version)}`,

  leaderboard: () => '/peringkat',
  boardStream: () => '/peringkat/aliran',
  /** 204 for whoever may look at the board now. */
  boardDoor: () => '/peringkat/aliran?sekali',
  boardEntry: (entryId: string, indicator?: string) =>
    `/peringkat/peserta/${entryId}${indicator ? `#${indicator}` : ''}`,
  /** Why is entry `a` above `b`: ids of the dataset. */
  comparison: (a?: string, b?: string) =>
    a && b ? `/peringkat/banding?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}` : '/peringkat/banding',
  whatIf: () => '/peringkat/andai',
  judgesFigures: () => '/peringkat/juri',
  plenary: (category?: string) =>
    `/peringkat/pleno${category === undefined ? '' : `?kategori=${encodeURIComponent(category)}`}`,
  roomExport: () => '/peringkat/ekspor.json',
  roomTable: (kind: 'xlsx' | 'csv') => `/peringkat/ekspor.${kind}`,
  rulings: () => '/putusan',

  judge: () => '/juri',
  sheet: (entryId: string) => `/juri/lembar/${entryId}`,
  sheetAt: (entryId: string, indicator: string) => `/juri/lembar/${entryId}#${anchorOf(indicator)}`,
  history: (entryId: string, indicator?: string) =>
    `/juri/riwayat/${entryId}${indicator ? `?indikator=${encodeURIComponent(indicator)}` : ''}`,
  marksElsewhere: (entryId: string, indicator: string) =>
    `/juri/banding/${entryId}?indikator=${encodeURIComponent(indicator)}`,
  saveMarks: () => '/juri/simpan',
  secondLook: (askId: string) => `/juri/lihat-kembali/${askId}`,
  objectionLook: (lookId: string) => `/juri/sanggahan/${lookId}`,
  wordLook: (lookId: string) => `/juri/uraian/${lookId}`,
  practiceResult: () => '/juri/latihan',
  heartbeat: () => '/juri/detak',
  conflictsOfInterest: () => '/juri/berhalangan',

  webmaster: () => '/opd',
  webmasterPeople: () => '/opd/pengelola',
  webmasterEntry: (entryId: string) => `/opd/${entryId}`,
  webmasterCheck: (entryId: string, auditId?: string) => `/opd/${entryId}/periksa${auditId ? `?cek=${auditId}` : ''}`,
  webmasterCheckStream: (entryId: string) => `/opd/${entryId}/aliran`,
  /** The report of an own check. */
  webmasterCheckReport: (entryId: string, auditId: string) => `/opd/${entryId}?cek=${auditId}`,
  webmasterContacts: (entryId: string) => `/opd/${entryId}/kontak`,
  webmasterHistory: (entryId: string) => `/opd/${entryId}/riwayat`,
  webmasterInformation: (entryId: string) => `/opd/${entryId}/informasi`,
  webmasterLetter: (entryId: string, to: 'hosting' | 'diskominfo') => `/opd/${entryId}/surat/${to}`,

  /** The objection window of an entry; with the form set to an indicator. */
  webmasterObjections: (entryId: string, indicator?: string) =>
    `/opd/${entryId}/sanggah${indicator ? `?indikator=${encodeURIComponent(indicator)}#ajukan` : ''}`,

  objectionPicture: (pictureId: string) => `/lampiran/${pictureId}`,
  document: (documentId: string) => `/dokumen/${documentId}`,
  picture: (artifactId: string) => `/gambar/${artifactId}`,
  lighthouseReport: (artifactId: string) => `/laporan-lighthouse/${artifactId}`,

  register: () => '/daftar',
  publicChecks: () => '/periksa-situs',
  publicCheck: (agencyCode: string) => `/periksa-situs/${encodeURIComponent(agencyCode)}`,
  howRanked: () => '/cara',
  results: () => '/hasil',
  /** Of a version that was replaced, when it is numbered; else those in force. So below. */
  resultsOf: (year: number, version?: number | null) => `/hasil/${year}${ofVersion(version)}`,
  resultsDataset: (year: number, version?: number | null) => `/hasil/${year}.json${ofVersion(version)}`,
  resultsPicture: (year: number, version?: number | null) => `/hasil/${year}.png${ofVersion(version)}`,
  scorecard: (year: number, entry: string, version?: number | null) =>
    `/hasil/${year}/${encodeURIComponent(entry)}${ofVersion(version)}`,
  scorecardPicture: (year: number, entry: string, version?: number | null) =>
    `/hasil/${year}/${encodeURIComponent(entry)}.png${ofVersion(version)}`,
  resultsFeed: () => '/hasil.rss',
  siteMap: () => '/sitemap.xml',
  embeddedTable: (year: number, category?: string) =>
    `/sematan/${year}${category ? `?kategori=${encodeURIComponent(category)}` : ''}`,
  channels: () => '/kanal-aduan',
  reportChannel: (agencyCode: string) => `/kanal-aduan/lapor/${encodeURIComponent(agencyCode)}`,
  announcement: () => '/panitia/pengumuman',
  letters: () => '/panitia/surat',
  channelReports: () => '/panitia/laporan-kanal',
  resultsTable: (year: number, kind: 'xlsx' | 'csv', version?: number | null) =>
    `/hasil/${year}.${kind}${ofVersion(version)}`,
  verification: (code: string) => `/verifikasi/${code}`,
  badge: (code: string) => `/verifikasi/${code}/lencana.svg`,
} as const;

/** Where a person of this role begins. */
export function homeOf(role: 'organizer' | 'chiefJudge' | 'judge' | 'webmaster'): string {
  if (role === 'organizer') return paths.organizer();
  if (role === 'webmaster') return paths.webmaster();
  return paths.judge();
}
