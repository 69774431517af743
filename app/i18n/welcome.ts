import { defineText } from './text.ts';

export const welcomeText = defineText({
  id: {
    title: 'Lomba website OPD',
    lead: 'Situs setiap OPD dinilai atas desain, konten, operabilitas, dan integrasi, agar warga menemukan informasi yang benar dan kanal aduan yang berfungsi.',
    signIn: 'Masuk',
    results: 'Lihat hasil lomba',
    how: 'Bagaimana nilai dibentuk',
    measured: 'Diukur',
    measuredBody: 'Pemeriksaan otomatis mengusulkan nilai operabilitas dan integrasi, lengkap dengan buktinya.',
    judged: 'Dinilai',
    judgedBody: 'Juri menilai desain dan konten dengan rubrik yang sama untuk semua situs.',
    checked: 'Dapat diperiksa',
    checkedBody: 'Setelah diumumkan, setiap peringkat dapat dihitung ulang oleh siapa saja.',
  },
  en: {
    title: 'Agency website contest',
    lead: 'Every agency’s website is judged on design, content, operability and integration, so that citizens find true information and complaint channels that work.',
    signIn: 'Sign in',
    results: 'See the results',
    how: 'How marks come about',
    measured: 'Measured',
    measuredBody: 'Automated audits propose the points for operability and integration, with their evidence.',
    judged: 'Judged',
    judgedBody: 'Judges score design and content by one rubric for all sites.',
    checked: 'Checkable',
    checkedBody: 'Once released, anybody can recompute every rank.',
  },
});
