import { z } from 'zod';

export type LdObject = Record<string, unknown>;
const ldObject = z.record(z.string(), z.unknown());
const MAX_OBJECTS = 500;

/** Every object in the JSON-LD scripts of a page: top level, arrays, `@graph` and nested. Broken scripts give none. */
export function jsonLdObjects(scripts: string[]): LdObject[] {
  const found: LdObject[] = [];
  const queue: unknown[] = scripts.map(parseSafely);
  while (queue.length > 0 && found.length < MAX_OBJECTS) {
    const value = queue.shift();
    if (Array.isArray(value)) queue.push(...value.slice(0, MAX_OBJECTS));
    else if (typeof value === 'object' && value !== null) {
      const object = ldObject.parse(value);
      found.push(object);
      queue.push(...Object.values(object).filter((child) => typeof child === 'object'));
    }
  }
  return found;
}

/** Types of an object without their vocabulary's address (`https://schema.org/X`, `schema:X` -> `X`). */
export function typesOf(object: LdObject): string[] {
  return texts(object['@type']).map((type) => type.replace(/^https?:\/\/schema\.org\//, '').replace(/^schema:/, ''));
}

/** Name, legal name and alternate names. */
export function namesOf(object: LdObject): string[] {
  return [...texts(object.name), ...texts(object.legalName), ...texts(object.alternateName)];
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item) => {
    if (typeof item === 'string') return [item];
    const inner = ldObject.safeParse(item);
    return inner.success && typeof inner.data['@value'] === 'string' ? [inner.data['@value']] : [];
  });
}

function parseSafely(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*(\/\/\s*)?<!\[CDATA\[|(\/\/\s*)?\]\]>\s*$/g, ''));
  } catch {
    return null;
  }
}
