import { createRequire } from 'node:module';
import { TraceProcessor } from 'lighthouse/core/lib/trace-engine.js';
import { formatMessage } from 'lighthouse/shared/localization/format.js';
import { afterEach, describe, expect, it } from 'vitest';
import { forgetRecordings, giveAdvice, rememberPictures, rememberSentences } from './thrift.ts';

const fromLighthouse = createRequire(createRequire(import.meta.url).resolve('lighthouse'));
const core = fromLighthouse('intl-messageformat/src/core');
const jpeg = fromLighthouse('jpeg-js');

describe('rememberSentences', () => {
  const before = core.IntlMessageFormat;
  afterEach(() => {
    core.IntlMessageFormat = before;
  });

  it('makes one formatter for a sentence and language, and says what Lighthouse said before', () => {
    let made = 0;
    core.IntlMessageFormat = new Proxy(before, {
      construct(target, args, self) {
        made += 1;
        return Reflect.construct(target, args, self);
      },
    });
    const cases = [
      ['{count, plural, =1 {1 halaman} other {# halaman}}', { count: 1 }, 'id'],
      ['{count, plural, =1 {1 halaman} other {# halaman}}', { count: 1200 }, 'id'],
      ['{count, plural, =1 {1 page} other {# pages}}', { count: 1200 }, 'en-US'],
      ['{wastedMs, number, milliseconds} ms', { wastedMs: 1234.5 }, 'id'],
      ['{wastedMs, number, milliseconds} ms', { wastedMs: 1234.5 }, 'en-US'],
      ["It's {name}", { name: '<b>' }, 'en-US'],
    ] as const;
    const say = () => cases.map(([message, values, locale]) => formatMessage(message, values, locale));
    const expected = say();
    expect(new Set(expected).size).toBe(cases.length);
    rememberSentences();
    made = 0;
    expect(say()).toEqual(expected);
    // Of six cases one repeats a sentence in its language.
    expect(made).toBe(cases.length - 1);
    expect(say()).toEqual(expected);
    expect(made).toBe(cases.length - 1);
  });

  it('still refuses a sentence that is none', () => {
    rememberSentences();
    expect(() => formatMessage('{count, plural, ', { count: 1 }, 'id')).toThrow();
    expect(() => formatMessage('{count, plural, ', { count: 1 }, 'id')).toThrow();
  });
});

describe('rememberPictures', () => {
  const before = { ...jpeg };
  afterEach(() => Object.assign(jpeg, before));

  const picture = (width: number, height: number, shade: number) => ({
    width,
    height,
    data: Buffer.alloc(width * height * 4, shade),
  });

  it('decodes and encodes as before, the same picture once', () => {
    const grey = before.encode(picture(16, 8, 0x80)).data;
    const white = before.encode(picture(16, 8, 0xff)).data;
    rememberPictures();
    expect(jpeg.decode(grey)).toEqual(before.decode(grey));
    expect(jpeg.decode(Buffer.from(grey))).toBe(jpeg.decode(grey));
    expect(jpeg.decode(white)).not.toBe(jpeg.decode(grey));
    expect(jpeg.decode(white)).toEqual(before.decode(white));
    expect(jpeg.decode(grey, { useTArray: true }).data).toBeInstanceOf(Uint8Array);
    expect(jpeg.encode(picture(16, 8, 0xff)).data).toEqual(white);
    expect(jpeg.encode(picture(16, 8, 0xff))).toBe(jpeg.encode(picture(16, 8, 0xff)));
    expect(jpeg.decode(jpeg.encode(picture(8, 16, 0xff)).data)).toMatchObject({ width: 8, height: 16 });
    expect(jpeg.encode(picture(16, 8, 0x80)).data).toEqual(grey);
  });

  it('forgets the oldest: a long contest needs no more room than a short one', () => {
    let decoded = 0;
    jpeg.decode = (bytes: Buffer) => {
      decoded += 1;
      return before.decode(bytes);
    };
    rememberPictures();
    const pictures = Array.from({ length: 30 }, (_, shade) => before.encode(picture(8, 8, shade * 8)).data);
    for (const bytes of pictures) jpeg.decode(bytes);
    expect(decoded).toBe(30);
    jpeg.decode(pictures.at(-1));
    expect(decoded).toBe(30);
    jpeg.decode(pictures[0]);
    expect(decoded).toBe(31);
  });
});

describe('giveAdvice', () => {
  const before = TraceProcessor.getInsightRunners;
  afterEach(() => {
    TraceProcessor.getInsightRunners = before;
  });

  it('leaves the metrics the part they need, and gives everything back', () => {
    const every = Object.keys(TraceProcessor.getInsightRunners());
    giveAdvice(false);
    const few = TraceProcessor.getInsightRunners();
    expect(Object.keys(few)).toEqual(['LCPBreakdown']);
    expect(few.LCPBreakdown).toBeDefined();
    giveAdvice(true);
    expect(Object.keys(TraceProcessor.getInsightRunners())).toEqual(every);
  });
});

describe('forgetRecordings', () => {
  it('lets go of a recording in which a stack trace was looked up', () => {
    const { StackTraceForEvent } = fromLighthouse('@paulirish/trace_engine').Extras;
    const recording = { Renderer: { entryToNode: new Map() }, Samples: { entryToNode: new Map() } };
    const event = { name: 'performance.mark', cat: 'blink.user_timing', ph: 'b', ts: 1, args: {} };
    StackTraceForEvent.get(event, recording);
    expect(StackTraceForEvent.stackTraceForEventInTrace.has(recording)).toBe(true);
    forgetRecordings();
    expect(StackTraceForEvent.stackTraceForEventInTrace.has(recording)).toBe(false);
  });
});
