import { type Check, failed, measured, unmeasured } from './reading/result.ts';

const ID = 'https-valid';

const PROBLEMS: Record<string, string> = {
  CERT_HAS_EXPIRED: 'sertifikat sudah kedaluwarsa',
  CERT_NOT_YET_VALID: 'sertifikat belum berlaku',
  ERR_TLS_CERT_ALTNAME_INVALID: 'nama pada sertifikat tidak sesuai dengan alamat situs',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'rantai sertifikat tidak lengkap (sertifikat perantara tidak dikirim)',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'penerbit sertifikat tidak dikenal atau rantainya tidak lengkap',
  UNABLE_TO_GET_ISSUER_CERT: 'penerbit sertifikat tidak dikenal atau rantainya tidak lengkap',
  SELF_SIGNED_CERT_IN_CHAIN: 'sertifikat diterbitkan sendiri',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'sertifikat diterbitkan sendiri',
  CERT_REVOKED: 'sertifikat sudah dicabut',
};

/** Certificate: whole chain, right name, not expired. Days left stand in the evidence. */
export const check: Check = (visit) => {
  const { tls } = visit;
  if (!tls) return unmeasured(ID, 'Sambungan HTTPS belum sempat diperiksa.');
  const url = `https://${tls.host}${tls.port === 443 ? '' : `:${tls.port}`}/`;
  if (!tls.reachable) return failed(ID, [{ url, text: 'Situs tidak melayani HTTPS.' }]);
  const validity =
    tls.validTo === null ? '' : ` Berlaku sampai ${tls.validTo.slice(0, 10)} (${daysText(tls.daysLeft)}).`;
  const issuer = tls.issuer ? ` Penerbit: ${tls.issuer}.` : '';
  if (tls.valid) return measured(ID, 1, [{ url, text: `Sertifikat sah.${validity}${issuer}` }]);
  const problem = tls.problem ? (PROBLEMS[tls.problem] ?? tls.problem) : 'sebab tidak diketahui';
  const names = tls.subjectNames.length > 0 ? ` Nama pada sertifikat: ${tls.subjectNames.slice(0, 5).join(', ')}.` : '';
  return failed(ID, [
    { url, where: tls.problem ?? 'sertifikat', text: `Sertifikat tidak sah: ${problem}.${validity}${issuer}${names}` },
  ]);
};

function daysText(days: number | null): string {
  if (days === null) return 'sisa hari tidak diketahui';
  return days < 0 ? `lewat ${-days} hari` : `sisa ${days} hari`;
}
