#!/usr/bin/env node
// Set-up by itself: packages, browser, build. Plain Node 18+, no dependencies: it runs before anything is installed.
// Everything it says goes to stderr, so that `npm run -s tally` keeps stdout for its JSON.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findChrome } from '../app/audit/find-chrome.mjs';

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname.replace(/^\/([A-Za-z]:)/, '$1')), '..');
const flags = new Set(process.argv.slice(2));
const windows = process.platform === 'win32';
const say = (line) => process.stderr.write(`${line}\n`);

function stop(...lines) {
  say('');
  for (const line of lines) say(line);
  process.exit(1);
}

/** Runs a command with its output on stderr; true when it ended well. */
function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
    env: { ...process.env, ...env },
  });
  return result.status === 0;
}

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** Digest of files and folders, by content. */
function digest(names) {
  const hash = createHash('sha256');
  const add = (file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) for (const name of readdirSync(file).sort()) add(path.join(file, name));
    else hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  };
  for (const name of names) add(path.join(root, name));
  return hash.digest('hex');
}

function packages() {
  const stamp = path.join(root, 'node_modules', '.lomba-setup');
  const wanted = digest(['package-lock.json']);
  if (read(stamp) === wanted) return;
  say('Penyiapan: memasang paket npm (sekali saja, sekitar satu menit)…');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = npm && /\.c?js$/.test(npm) ? run(process.execPath, [npm, ...args]) : run('npm', args);
  if (!done) {
    stop(
      'Paket npm tidak dapat dipasang. Periksa sambungan internet dan ruang disk, lalu jalankan perintah yang sama lagi.',
      'npm packages could not be installed. Check the network and the disk, then run the same command again.',
    );
  }
  const node = spawnSync(path.join(root, 'node_modules', '.bin', 'node'), ['--version'], {
    encoding: 'utf8',
    shell: windows,
  });
  if (!/^v2[4-9]\./.test(node.stdout ?? '')) {
    stop(
      'Node 24 dari paket npm "node" tidak terpasang. Izinkan skrip pemasangannya (npm config delete ignore-scripts), hapus node_modules, lalu ulangi.',
      'Node 24 (npm package "node") is missing. Allow its install script, remove node_modules, and try again.',
    );
  }
  writeFileSync(stamp, wanted);
}

function chrome() {
  const found = () => {
    try {
      return findChrome();
    } catch (error) {
      return stop(error.message, 'Perbaiki atau kosongkan CHROME_PATH. / Correct or unset CHROME_PATH.');
    }
  };
  if (found()) return;
  say('Penyiapan: Chrome belum ada, mengunduhnya lewat Puppeteer…');
  const cli = path.join(root, 'node_modules', 'puppeteer', 'lib', 'puppeteer', 'node', 'cli.js');
  const own = path.join(root, 'node_modules', '.bin', 'puppeteer');
  const downloaded = existsSync(own) || existsSync(cli) ? run(own, ['browsers', 'install', 'chrome']) : false;
  if (downloaded && found()) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Penyiapan: memasang chromium dari Debian/Ubuntu…');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    if (run('apt-get', ['update', '-qq'], env) && run('apt-get', ['install', '-y', '-qq', 'chromium'], env) && found())
      return;
  }
  stop(
    'Chrome tidak ditemukan dan tidak dapat dipasang. Pilih salah satu:',
    '  1. pasang Google Chrome atau Chromium dengan cara sistem Anda, lalu ulangi perintah ini;',
    '  2. atau tunjukkan letaknya: CHROME_PATH=/letak/chrome npm run demo',
    'Chrome was not found and could not be installed: install Chrome or Chromium, or set CHROME_PATH.',
  );
}

function build() {
  const stamp = path.join(root, 'build', '.lomba-build');
  const wanted = digest([
    'app',
    'public',
    'db/schema',
    'db/schema.ts',
    'db/client.server.ts',
    'db/notify.server.ts',
    'vite.config.ts',
    'remix.config.js',
    'scripts/build-worker.ts',
    'package-lock.json',
  ]);
  if (read(stamp) === wanted) return;
  say('Penyiapan: membangun aplikasi…');
  const remix = path.join(root, 'node_modules', '.bin', 'remix');
  const bin = path.join(root, 'node_modules', '.bin');
  const env = { PATH: `${bin}${path.delimiter}${process.env.PATH}`, NODE_ENV: 'production' };
  const steps = [
    [remix, ['vite:build', '--logLevel', 'warn']],
    // The judge's service worker, which lists what the first step made.
    [path.join(bin, 'node'), ['scripts/build-worker.ts']],
  ];
  for (const [command, args] of steps) {
    const options = { cwd: root, encoding: 'utf8', shell: windows, env: { ...process.env, ...env } };
    const result = spawnSync(command, args, options);
    if (result.status === 0) continue;
    say(`${result.stdout ?? ''}${result.stderr ?? ''}`);
    stop('Aplikasi tidak dapat dibangun; sebabnya ada di atas. / The build failed; the cause is above.');
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

if (Number(process.versions.node.split('.')[0]) < 18) {
  stop(`Node ${process.versions.node} terlalu tua: pasang Node 18 atau lebih baru. / Node 18 or newer is needed.`);
}
packages();
if (!flags.has('--no-browser')) chrome();
if (flags.has('--build')) build();
