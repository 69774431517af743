/** Progress of several audits on a terminal: bars that redraw in place, plain lines anywhere else. */
import type { AuditProgress } from './progress.ts';

export interface ProgressOutput {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write(text: string): unknown;
}

export interface ProgressBars {
  update(index: number, progress: AuditProgress): void;
  /** Marks one as finished with a closing word, e.g. its failure. */
  finish(index: number, word: string): void;
  /** Leaves the final picture standing. */
  close(): void;
}

const WIDTH = 20;

/** Bars for the named audits, in their order. */
export function progressBars(names: readonly string[], output: ProgressOutput = process.stderr): ProgressBars {
  const rows = names.map(() => ({ share: 0, label: 'menunggu' }));
  const nameWidth = Math.min(40, Math.max(...names.map((name) => name.length), 0));
  let drawn = 0;
  const line = (index: number) => {
    const { share, label } = rows[index] ?? { share: 0, label: '' };
    const full = Math.round(share * WIDTH);
    const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
    const percent = `${Math.floor(share * 100)}%`.padStart(4);
    const name = (names[index] ?? '').slice(0, nameWidth).padEnd(nameWidth);
    return `${name} ${bar}${percent}  ${label}`.slice(0, (output.columns ?? 100) - 1);
  };
  const draw = () => {
    if (!output.isTTY) return;
    const up = drawn > 0 ? `\x1b[${drawn}A` : '';
    output.write(`${up}${rows.map((_, index) => `\x1b[2K${line(index)}\n`).join('')}`);
    drawn = rows.length;
  };
  draw();
  return {
    update(index, { stage, share, label }) {
      const row = rows[index];
      if (!row || row.label === label || stage === 'done') return;
      Object.assign(row, { share, label });
      if (output.isTTY) draw();
      else output.write(`${names[index]}: ${label} (${Math.floor(share * 100)}%)\n`);
    },
    finish(index, word) {
      const row = rows[index];
      if (!row) return;
      Object.assign(row, { share: 1, label: word });
      if (output.isTTY) draw();
      else output.write(`${names[index]}: ${word}\n`);
    },
    close: draw,
  };
}
