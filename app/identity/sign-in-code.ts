/** 32 signs nobody takes for another on paper: no 0, O, 1, I. Eight of them are 40 bits. */
export const codeSigns = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 8;

/** A code out of random bytes, one sign a byte: `K7QMR2XD`. */
export function codeFrom(bytes: Uint8Array): string {
  if (bytes.length !== CODE_LENGTH) throw new RangeError(`a code needs ${CODE_LENGTH} bytes`);
  // 256 is a multiple of 32: every sign is as likely.
  return [...bytes].map((byte) => codeSigns[byte % codeSigns.length]).join('');
}

/** As printed and read aloud: `K7QM-R2XD`. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What a judge typed, in whatever case and with whatever between the signs; null when it can be no code. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s\-–—_.]/g, '');
  if (code.length !== CODE_LENGTH) return null;
  return [...code].every((sign) => codeSigns.includes(sign)) ? code : null;
}
