/**
 * What counts as one client for a limit: an IPv4 address, or the /64 of an IPv6 address, of which one line has
 * 2^64 addresses. Anything else is one client named `unknown`.
 */
export function clientGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) return address;
  if (!/^[0-9a-f:]+(%\w+)?$/i.test(address) || !address.includes(':')) return 'unknown';
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
