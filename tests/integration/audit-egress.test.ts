/** Nothing of a hostile page gets past the egress guard, and what is refused is refused at every turn. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { findChrome } from '#app/audit/chrome.ts';
import { startEgressProxy } from '#app/audit/egress-proxy.ts';
import { guardedFetch } from '#app/audit/guarded-fetch.ts';
import { startSpeedPool } from '#app/audit/speed/pool.ts';
import { type Canaries, ownHosts, startCanaries } from '#tests/fixtures/canaries.ts';
import { waysOut } from '#tests/fixtures/ways-out.ts';
import { visitSite } from '#tests/support/visit-site.ts';

let canaries: Canaries;
let server: http.Server;
let site: string;
let neighbours: string[];
const folder = mkdtempSync(join(tmpdir(), 'lomba-jalan-keluar-'));
const opened = join(folder, 'opened');
const path = process.env.PATH;
const chromePath = findChrome() ?? '';

beforeAll(() => {
  // What hands an address of another scheme to the desktop.
  for (const name of ['xdg-open', 'open', 'gio']) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "$@" >> '${opened}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  process.env.PATH = `${folder}${delimiter}${path}`;
});
afterAll(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  rmSync(opened, { force: true });
  canaries = await startCanaries();
  neighbours = [];
  // Chrome itself makes 127.0.0.1 of its other spellings.
  const hosts = ownHosts().filter((host) => !/^(2130706433|0x)/.test(host));
  const answer = waysOut(hosts, canaries);
  server = http.createServer((request, response) => {
    if (request.url === '/tetangga') neighbours.push(request.headers.host ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site = `http://opd.localhost:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => {
  canaries.close();
  server.close();
  server.closeAllConnections();
});

test('the page does try: an ordinary Chrome reaches the canaries on every way', async () => {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await puppeteer.launch({ executablePath: chromePath, args });
  try {
    const page = await browser.newPage();
    // Not waited for: with so much going on it may never be done.
    page.goto(site).catch(() => {});
    const ways =
      'fetch keepalive beacon eventsource websocket xhr worker sharedworker fetch-redirect popup ping prefetch modulepreload stylesheet preload-font preload-script css-import font css-image img-redirect script iframe iframe-redirect meta-refresh data-frame refresh-header blob-frame object embed pdf poster svg-image form serviceworker fedcm link-header silent stun turn-udp turn-tcp ice-udp ice-tcp webtransport'.split(
        ' ',
      );
    await expect.poll(() => ways.filter((way) => !canaries.reached()[way]), { timeout: 40_000 }).toEqual([]);
    await expect.poll(() => neighbours.length, { timeout: 20_000 }).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
}, 90_000);

test('a visit sends nothing past the guard, not to a neighbour of what is allowed, and hands nothing to the desktop', async () => {
  const { report, visit } = await visitSite(site);
  expect(report.failure).toBeNull();
  expect(visit.pages[0]?.text).toContain('mencoba');
  expect(canaries.reached()).toEqual({});
  expect(neighbours).toEqual([]);
  expect(existsSync(opened)).toBe(false);
}, 90_000);

test('a speed run sends nothing past the guard either', async () => {
  const pool = startSpeedPool({ chromePath, lanes: 1 });
  try {
    await pool.run({
      url: site,
      formFactor: 'mobile',
      categories: 'performance',
      allowPrivate: [new URL(site).host],
      trustedSpki: [],
      ignoreCertificates: false,
      deadlineMs: 30_000,
    });
  } finally {
    await pool.close();
  }
  expect(canaries.reached()).toEqual({});
  expect(neighbours).toEqual([]);
  expect(existsSync(opened)).toBe(false);
}, 90_000);

test('plain requests are held to the same at every redirect', async () => {
  const policy = { allowPrivate: [new URL(site).host] };
  const targets = [
    ...ownHosts().map((host) => `http://${host}:${canaries.tcp}/`),
    `http://169.254.169.254/latest/meta-data/`,
    `http://opd.localhost:${canaries.tcp}/`,
    `http://pengguna:sandi@127.0.0.1:${canaries.tcp}/`,
    `http://127.0.0.1.:${canaries.tcp}/`,
    'file:///etc/hostname',
    'ftp://127.0.0.1/',
    'data:text/html,x',
    'javascript:1',
    'ws://127.0.0.1/',
  ];
  const answers = await Promise.all(
    targets.map((to) => guardedFetch(`${site}lanjut?ke=${encodeURIComponent(to)}`, { policy })),
  );
  expect(answers.map(({ error }, index) => `${targets[index]} ${error?.code}`)).toEqual(
    targets.map((to) => `${to} refused-address`),
  );
  expect(canaries.reached()).toEqual({});
});

test('the proxy takes no command but connect, and judges an address in whatever form it comes', async () => {
  const proxy = await startEgressProxy({ allowPrivate: [new URL(site).host] });
  const ask = (command: number, kind: number, host: Buffer, port: number) =>
    new Promise<number | 'closed'>((resolve) => {
      const socket = connect(proxy.port, '127.0.0.1');
      const chunks: Buffer[] = [];
      socket.on('error', () => {});
      socket.on('close', () => resolve(Buffer.concat(chunks)[3] ?? 'closed'));
      socket.on('data', (chunk) => {
        chunks.push(chunk);
        if (Buffer.concat(chunks).length >= 12) socket.destroy();
      });
      const at = Buffer.alloc(2);
      at.writeUInt16BE(port);
      socket.write(Buffer.concat([Buffer.from([5, 1, 0, 5, command, 0, kind]), host, at]));
    });
  const name = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')]);
  const v6 = (hex: string) => Buffer.from(hex.padStart(32, '0'), 'hex');
  const own = Number(new URL(site).port);
  try {
    const refused = [
      ask(1, 1, Buffer.from([127, 0, 0, 1]), canaries.tcp),
      ask(1, 1, Buffer.from([0, 0, 0, 0]), canaries.tcp),
      ask(1, 4, v6('1'), canaries.tcp),
      ask(1, 4, v6('ffff7f000001'), canaries.tcp),
      ask(1, 4, v6('7f000001'), canaries.tcp),
      ask(1, 4, Buffer.from('0064ff9b00000000000000007f000001', 'hex'), canaries.tcp),
      ...['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', 'LOCALHOST.', 'lain.localhost'].map((host) =>
        ask(1, 3, name(host), canaries.tcp),
      ),
      ask(1, 3, name('127.0.0.1'), own),
      ask(1, 3, name('opd.localhost'), canaries.tcp),
    ];
    expect([...new Set(await Promise.all(refused))]).toEqual([2]);
    expect(await ask(1, 3, name('opd.localhost'), own)).toBe(0);
    expect(await Promise.all([ask(2, 3, name('opd.localhost'), own), ask(3, 3, name('opd.localhost'), own)])).toEqual([
      7, 7,
    ]);
  } finally {
    proxy.close();
  }
  expect(canaries.reached()).toEqual({});
});
