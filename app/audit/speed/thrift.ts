/**
 * What Lighthouse works out again and again with the same outcome, worked out once in this process. Together it was a
 * third of the processor time that a run's reckoning took.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { TraceProcessor } from 'lighthouse/core/lib/trace-engine.js';

const fromLighthouse = createRequire(createRequire(import.meta.url).resolve('lighthouse'));
const fromSpeedline = createRequire(fromLighthouse.resolve('speedline-core'));
const { stackTraceForEventInTrace: stackTraces }: { stackTraceForEventInTrace: Map<object, object> } =
  fromLighthouse('@paulirish/trace_engine').Extras.StackTraceForEvent;

/** Sentences of Lighthouse in two languages, and then some. */
const MOST_SENTENCES = 5000;
/** Pictures of a film strip, half a megabyte each once decoded. */
const MOST_PICTURES = 24;

/** Everything below. */
export function beThrifty(): void {
  rememberSentences();
  rememberPictures();
}

/**
 * Has a sentence parsed once for each language. Lighthouse makes a formatter anew for every title and description each
 * time it looks at an audit, hundreds of times before a run begins.
 */
export function rememberSentences(): void {
  const core: { IntlMessageFormat: new (...args: unknown[]) => object } = fromLighthouse('intl-messageformat/src/core');
  const known = new Map<string, object>();
  let usual: unknown;
  core.IntlMessageFormat = new Proxy(core.IntlMessageFormat, {
    construct(target, args: unknown[], self) {
      const [message, locale, formats, options] = args;
      usual ??= formats;
      const make = (): object => Reflect.construct(target, args, self);
      // Lighthouse's own way of asking; anything else is made as asked.
      if (typeof message !== 'string' || formats !== usual || JSON.stringify(options) !== '{"ignoreTag":true}') {
        return make();
      }
      return remembered(known, MOST_SENTENCES, `${locale} ${message}`, make);
    },
  });
}

/**
 * Has a picture decoded once, by its bytes, and the white one that a film strip begins with encoded once for each size.
 * What is handed out is shared: nobody writes to a decoded frame.
 */
export function rememberPictures(): void {
  for (const jpeg of new Set<Jpeg>([fromLighthouse('jpeg-js'), fromSpeedline('jpeg-js')])) {
    const { decode, encode } = jpeg;
    const decoded = new Map<string, object>();
    const white = new Map<string, object>();
    jpeg.decode = (bytes, ...rest) => {
      const key = createHash('sha1').update(bytes).update(JSON.stringify(rest)).digest('base64');
      return remembered(decoded, MOST_PICTURES, key, () => decode(bytes, ...rest));
    };
    jpeg.encode = (picture, ...rest) => {
      if (!isWhite(picture.data)) return encode(picture, ...rest);
      const key = JSON.stringify([picture.width, picture.height, ...rest]);
      return remembered(white, MOST_PICTURES, key, () => encode(picture, ...rest));
    };
  }
}

interface Jpeg {
  decode(bytes: Uint8Array, ...rest: unknown[]): object;
  encode(picture: { data: Uint8Array; width: number; height: number }, ...rest: unknown[]): object;
}

function isWhite(data: Uint8Array): boolean {
  return data.every((byte) => byte === 0xff);
}

function remembered<T>(known: Map<string, T>, most: number, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  for (const oldest of known.keys()) {
    if (known.size <= most) break;
    known.delete(oldest);
  }
  return made;
}

/**
 * Lets go of what was looked up in recordings. The trace engine keys stack traces by the whole recording, for a page of
 * DevTools that closes one day: in a lane that stays it kept every recording, some 5 MB a run.
 */
export function forgetRecordings(): void {
  stackTraces.clear();
}

const runners = TraceProcessor.getInsightRunners.bind(TraceProcessor);

/**
 * Whether the next run of this process gives advice beside its metrics. Lighthouse works all of it out in every run,
 * also where no audit asks for it; the metrics need one part.
 */
export function giveAdvice(all: boolean): void {
  TraceProcessor.getInsightRunners = () => {
    const every = runners();
    return all ? every : ({ LCPBreakdown: every.LCPBreakdown } as typeof every);
  };
}
