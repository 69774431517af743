import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

/** An element: its children by local name, attributes with `@`, text with `#text`. */
export type XmlNode = Record<string, unknown>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
});
const node = z.record(z.string(), z.unknown());

/** A well-formed document as elements by local name, namespaces dropped; null when it is not well-formed. */
export function parseXml(text: string): XmlNode | null {
  const body = text.replace(/^\uFEFF/, '').trimEnd();
  if (!/^\s*</.test(body)) return null;
  try {
    if (XMLValidator.validate(body) !== true) return null;
    return asNode(parser.parse(body));
  } catch {
    return null;
  }
}

function asNode(value: unknown): XmlNode | null {
  const parsed = node.safeParse(value);
  return parsed.success && !Array.isArray(value) ? parsed.data : null;
}

/** Child elements of that name, none, one or many. */
export function childrenOf(parent: XmlNode, name: string): XmlNode[] {
  const value = parent[name];
  return (Array.isArray(value) ? value : [value]).map(asNode).filter((child) => child !== null);
}

/** Text of the first child of that name, trimmed; null without one. */
export function textOf(parent: XmlNode, name: string): string | null {
  const value = Array.isArray(parent[name]) ? parent[name][0] : parent[name];
  if (typeof value === 'string') return value.trim();
  const inner = asNode(value)?.['#text'];
  return typeof inner === 'string' ? inner.trim() : null;
}
