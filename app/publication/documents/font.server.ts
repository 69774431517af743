import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2';

/** The type face that documents carry inside, as base64. */
export const fontFile = () => readFileSync(createRequire(import.meta.url).resolve(FONT)).toString('base64');
