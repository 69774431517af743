/** Joins two sockets over a shaped link. */
import type { Socket } from 'node:net';
import type { Lane, Link } from './shape.ts';

/**
 * Bytes a connection may have inside the link or waiting at its far end before its source is no longer read: its window.
 * Over a link of 60 ms each way one connection alone carries at most 17 Mbit/s, several fill the link, as on a phone.
 */
const WINDOW = 131_072;

/**
 * Carries bytes both ways between a browser's socket and a site's until both have closed. The site's end comes out
 * after its last byte; the browser's close ends the site's connection at once.
 */
export function joinOverLink(client: Socket, upstream: Socket, link: Link): void {
  const stop = [carry(upstream, client, link.down), carry(client, upstream, link.up)];
  client.on('close', () => {
    for (const each of stop) each();
    upstream.destroy();
  });
}

/** One direction; the result drops what is inside. */
function carry(source: Socket, target: Socket, lane: Lane): () => void {
  const room = () => flow.inside() + target.writableLength;
  const goOn = () => {
    if (source.isPaused() && room() <= WINDOW / 2) source.resume();
  };
  const flow = lane.open({
    write(bytes) {
      if (target.writable) target.write(bytes);
      goOn();
    },
    end: () => target.destroySoon(),
  });
  source.on('data', (bytes: Buffer) => {
    flow.push(bytes);
    if (room() > WINDOW) source.pause();
  });
  target.on('drain', goOn);
  source.on('end', () => flow.end());
  // A reset has no 'end'.
  source.on('close', () => flow.end());
  source.resume();
  return () => flow.drop();
}
