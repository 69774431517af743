/** From an uploaded file to the text of a list: CSV in whatever encoding, or an Excel workbook. Pure. */
import { readWorkbook, type WorkbookFault } from './workbook.ts';

/** Largest file taken, bytes. */
export const IMPORT_LIMIT = 1024 * 1024;

export type FileFault = WorkbookFault | 'oldBook' | 'notText';

/**
 * Decodes a file as office programs save it: UTF-8 (BOM or not), UTF-16 with a BOM, else Windows-1252; the first filled
 * sheet of an .xlsx becomes CSV.
 */
export function decodeFile(bytes: Uint8Array): { text: string } | { fault: FileFault } {
  if (bytes.byteLength > IMPORT_LIMIT) return { fault: 'tooLarge' };
  const [a, b] = bytes;
  if (a === 0x50 && b === 0x4b) return readWorkbook(bytes);
  // .xls, and what Excel writes when a password is set.
  if (a === 0xd0 && b === 0xcf) return { fault: 'oldBook' };
  const text = decodeText(bytes);
  return text.includes('\0') ? { fault: 'notText' } : { text };
}

function decodeText(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
