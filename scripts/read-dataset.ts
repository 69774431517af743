import { readFile } from 'node:fs/promises';

/** Says why on standard error and ends with exit code 1. */
export function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** JSON of a file that a person names; a message and exit code 1 when there is none. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return refuse(`${file}: berkas tidak dapat dibaca (${code})`);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(`${file}: bukan JSON yang sah (${error instanceof Error ? error.message : String(error)})`);
  }
}
