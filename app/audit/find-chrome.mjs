// Plain JavaScript without dependencies: scripts/setup.mjs calls it under any Node before packages are installed.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of the Chrome to audit with: CHROME_PATH, then Puppeteer's download cache (newest), then the system's.
 * Null when there is none. A CHROME_PATH that does not exist is an error, not a reason to take another one.
 * @param {Record<string, string | undefined>} [env]
 * @returns {string | null}
 * @throws {Error} when CHROME_PATH names no file.
 */
export function findChrome(env = process.env) {
  const named = env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH tidak menunjuk ke berkas: ${named}`);
    return named;
  }
  const local = env.LOCALAPPDATA ? [join(env.LOCALAPPDATA, 'Google\\Chrome\\Application\\chrome.exe')] : [];
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...cached(env), ...onPath, ...FIXED, ...local].find((path) => existsSync(path)) ?? null;
}

/** @param {Record<string, string | undefined>} env */
function cached(env) {
  const folder = join(env.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache', 'puppeteer'), 'chrome');
  if (!existsSync(folder)) return [];
  const newestFirst = readdirSync(folder).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newestFirst.flatMap((version) => [
    join(folder, version, 'chrome-linux64', 'chrome'),
    join(folder, version, 'chrome-win64', 'chrome.exe'),
    ...['arm64', 'x64'].map((cpu) =>
      join(
        folder,
        version,
        `chrome-mac-${cpu}`,
        'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
      ),
    ),
  ]);
}
