/** What the pool is measured against: Lighthouse started anew for each run, or `lhci collect`. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface PageScores {
  url: string;
  /** Performance 0-100 of each run; null when it gave none. */
  scores: (number | null)[];
}

interface Surroundings {
  chromePath: string;
  /** Keys that Chrome trusts beside the system's roots, base64 SHA-256. */
  trustedSpki: readonly string[];
}

/** Loopback by name and number; any other host does not resolve, as behind the pool's proxy without the internet. */
const BLOCK = 'MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost , EXCLUDE *.localhost';

function chromeFlags({ trustedSpki }: Surroundings): string {
  return [
    '--headless=new',
    `--host-resolver-rules='${BLOCK}'`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(trustedSpki.length > 0 ? [`--ignore-certificate-errors-spki-list=${trustedSpki.join(',')}`] : []),
  ].join(' ');
}

function started(command: string, args: string[], surroundings: Surroundings, cwd: string): Promise<void> {
  const env = { ...process.env, CHROME_PATH: surroundings.chromePath };
  // A run that fails is a run without a score; its report tells.
  return new Promise((resolve) => {
    execFile(command, args, { env, cwd, maxBuffer: 50_000_000 }, () => resolve());
  });
}

function reportsIn(folder: string): { requestedUrl: string; score: number | null }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'manifest.json');
  return names.toSorted().flatMap((name) => {
    const lhr = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const score: number | null = lhr.categories?.performance?.score ?? null;
    return lhr.requestedUrl ? [{ requestedUrl: lhr.requestedUrl, score: score === null ? null : score * 100 }] : [];
  });
}

function scoresOf(urls: readonly string[], folder: string): PageScores[] {
  const reports = reportsIn(folder);
  return urls.map((url) => ({
    url,
    scores: reports.filter(({ requestedUrl }) => requestedUrl === url).map(({ score }) => score),
  }));
}

/** The command line of the Lighthouse in node_modules, one process and one Chrome for every run. */
export async function plainLighthouse(
  urls: readonly string[],
  runs: number,
  surroundings: Surroundings,
): Promise<PageScores[]> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('lighthouse/package.json')), 'cli/index.js');
  const folder = mkdtempSync(join(tmpdir(), 'lomba-bench-'));
  try {
    for (let run = 0; run < runs; run++) {
      for (const [at, url] of urls.entries()) {
        const output = join(folder, `${run}-${at}.json`);
        const flags = [
          '--quiet',
          '--output=json',
          `--output-path=${output}`,
          `--chrome-flags=${chromeFlags(surroundings)}`,
        ];
        await started(process.execPath, [cli, url, ...flags], surroundings, folder);
      }
    }
    return scoresOf(urls, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `lhci collect -n RUNS` of an installed @lhci/cli. @param command its executable */
export async function lhciCollect(
  command: string,
  urls: readonly string[],
  runs: number,
  surroundings: Surroundings,
): Promise<PageScores[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lomba-bench-'));
  try {
    const pages = urls.map((url) => `--url=${url}`);
    const flags = `--settings.chromeFlags=${chromeFlags(surroundings)}`;
    await started(command, ['collect', '-n', String(runs), ...pages, flags], surroundings, folder);
    return scoresOf(urls, join(folder, '.lighthouseci'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
