/** A progress bar on a terminal, or a plain line now and then where there is none. */
export interface ProgressBar {
  update: (share: number, label: string) => void;
  end: () => void;
}

const WIDTH = 28;

/** Writes to `stream` (stderr). Without a terminal it prints a line each time another tenth is done. */
export function progressBar(stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  let tenth = -1;
  return {
    update(share, label) {
      const percent = `${Math.floor(share * 100)}%`.padStart(4);
      if (stream.isTTY) {
        const full = Math.round(share * WIDTH);
        const room = Math.max(10, (stream.columns ?? 80) - WIDTH - 10);
        stream.write(`\r\x1b[K[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}]${percent} ${label.slice(0, room)}`);
      } else if (Math.floor(share * 10) > tenth) {
        tenth = Math.floor(share * 10);
        stream.write(`${percent} ${label}\n`);
      }
    },
    end() {
      if (stream.isTTY) stream.write('\r\x1b[K');
    },
  };
}
