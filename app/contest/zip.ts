/** Members of a zip archive, unpacked under a limit: a file of 1 MB can say it holds gigabytes. Pure. */
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** Not a zip archive, or one of a kind (encrypted, split, zip64) that no office program writes for a small list. */
export class ZipError extends Error {}
/** A member is larger than the limit once unpacked. */
export class ZipTooLarge extends Error {}

/**
 * Reads an archive's directory (APPNOTE 6.3, 4.3.12 and 4.3.16) and returns how to unpack a member by its name.
 * @param most bytes of one unpacked member
 * @throws ZipError, ZipTooLarge
 */
export function openZip(bytes: Uint8Array, most: number): (name: string) => string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members = directoryOf(buffer);
  return (name) => {
    const member = members.get(name.toLowerCase());
    if (!member) return null;
    if (member.flags & 1) throw new ZipError('encrypted');
    if (member.at + 30 > buffer.length) throw new ZipError('cut off');
    const from = member.at + 30 + buffer.readUInt16LE(member.at + 26) + buffer.readUInt16LE(member.at + 28);
    const packed = buffer.subarray(from, from + member.packed);
    if (member.method === 0) {
      if (packed.length > most) throw new ZipTooLarge(name);
      return packed.toString('utf8');
    }
    if (member.method !== 8) throw new ZipError(`method ${member.method}`);
    return inflate(packed, most, name).toString('utf8');
  };
}

function inflate(packed: Buffer, most: number, name: string): Buffer {
  try {
    // What the directory says about sizes is not believed.
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? new ZipTooLarge(name) : new ZipError(String(code));
  }
}

interface Member {
  flags: number;
  method: number;
  packed: number;
  at: number;
}

function directoryOf(buffer: Buffer): Map<string, Member> {
  const members = new Map<string, Member>();
  let end = buffer.length - 22;
  while (end >= 0 && buffer.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new ZipError('no directory');
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new ZipError('broken directory');
    const length = buffer.readUInt16LE(at + 28);
    const name = buffer.toString('utf8', at + 46, at + 46 + length).replaceAll('\\', '/');
    members.set(name.toLowerCase(), {
      flags: buffer.readUInt16LE(at + 8),
      method: buffer.readUInt16LE(at + 10),
      packed: buffer.readUInt32LE(at + 20),
      at: buffer.readUInt32LE(at + 42),
    });
    at += 46 + length + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return members;
}
