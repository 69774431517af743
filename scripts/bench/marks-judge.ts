/** One judge with one tablet: a mark at a time, tried again until it is answered, now and then sent twice. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#app/scoring/random.ts';
import type { Seat, Table } from './marks-stage.ts';

const LEVELS = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5];
const GIVE_UP_MS = 20_000;
const AGAIN_MS = 1000;

export interface SentEdit {
  clientId: string;
  entryId: string;
  indicator: string;
  level: number;
}
interface Answer {
  state: string;
  revision: number;
}
/** Moments in the clock of performance.now(), ms. */
interface Hours {
  first: number;
  every: number;
  countFrom: number;
  until: number;
}

export class JudgeAtWork {
  /** Of the counted time, ms from sending to the answer that was read. */
  readonly latencies: number[] = [];
  /** Every edit that was answered "applied", in order. */
  readonly applied: SentEdit[] = [];
  failures = 0;
  resent = 0;
  readonly judgeId: string;
  readonly #url: URL;
  readonly #cookie: string;
  readonly #table: Table;
  readonly #resend: number;
  readonly #random: ReturnType<typeof seededRandom>;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #revisions = new Map<string, number>();

  constructor(base: string, seat: Seat, table: Table, options: { seed: number; resend: number }) {
    this.#url = new URL('/juri/simpan', base);
    this.judgeId = seat.judgeId;
    this.#cookie = seat.cookie;
    this.#table = table;
    this.#resend = options.resend;
    this.#random = seededRandom(options.seed);
  }

  async run({ first, every, countFrom, until }: Hours): Promise<void> {
    for (let n = 0, due = first; due < until; n += 1, due += every) {
      await sleep(Math.max(0, due - performance.now()));
      const sent = performance.now();
      await this.#mark(n);
      if (sent >= countFrom) this.latencies.push(performance.now() - sent);
    }
    this.#agent.destroy();
  }

  /** The n-th mark: sheet after sheet, indicator after indicator; every fifth goes back to the one before. */
  async #mark(n: number): Promise<void> {
    const { entryIds, indicators } = this.#table;
    const at = n % 5 === 4 ? n - 1 : n;
    const entryId = entryIds[Math.floor(at / indicators.length) % entryIds.length] ?? '';
    const indicator = indicators[at % indicators.length] ?? '';
    const level = LEVELS[Math.floor(this.#random.uniform() * LEVELS.length)] ?? 3;
    const place = `${entryId} ${indicator}`;
    const edit = {
      clientId: randomUUID(),
      entryId,
      indicator,
      baseRevision: this.#revisions.get(place) ?? 0,
      device: 'bench',
      to: { level, notApplicable: false, reason: null, note: null, tasks: null },
    };
    const body = JSON.stringify({ judge: this.judgeId, edits: [edit] });
    if (this.#random.uniform() < this.#resend) {
      this.resent += 1;
      await this.#send(body).catch(() => null);
    }
    for (;;) {
      const answer = await this.#send(body).catch(() => null);
      if (answer?.state === 'applied') {
        this.#revisions.set(place, answer.revision);
        this.applied.push({ clientId: edit.clientId, entryId, indicator, level });
        return;
      }
      if (answer) throw new Error(`an edit was answered ${JSON.stringify(answer)}`);
      this.failures += 1;
      await sleep(AGAIN_MS);
    }
  }

  #send(body: string): Promise<Answer | undefined> {
    return new Promise((resolve, reject) => {
      const headers = {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'Sec-Fetch-Site': 'same-origin',
        Cookie: this.#cookie,
      };
      const sending = request(this.#url, { method: 'POST', agent: this.#agent, headers, timeout: GIVE_UP_MS });
      sending.on('timeout', () => sending.destroy(new Error('timeout')));
      sending.on('error', reject);
      sending.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode !== 200) return reject(new Error(`${response.statusCode} ${text.slice(0, 200)}`));
          resolve((JSON.parse(text) as { answers: Answer[] }).answers[0]);
        });
      });
      sending.end(body);
    });
  }
}
