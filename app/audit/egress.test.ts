import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressRefusal, EgressRefused, hostPort, resolveAllowed } from './egress.ts';

const dotted = (a: number, b: number, c: number, d: number) => `${a}.${b}.${c}.${d}`;
const byte = fc.integer({ min: 0, max: 255 });
const hex = (high: number, low: number) => ((high << 8) | low).toString(16);

describe('addressRefusal', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '100.127.255.254',
    '127.0.0.1',
    '127.255.255.255',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.0.170',
    '198.18.0.1',
    '224.0.0.251',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:7f00:1',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '4000::1',
    '5f00::1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
    '2130706433',
  ])('refuses %s', (address) => {
    expect(addressRefusal(address)).not.toBeNull();
  });

  test.each([
    '8.8.8.8',
    '::ffff:8.8.8.8',
    '103.10.66.1',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '192.167.1.1',
    '2404:6800::1',
  ])('lets %s through', (address) => {
    expect(addressRefusal(address)).toBeNull();
  });

  test('a v4-mapped address is judged as the address inside', () => {
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        const plain = addressRefusal(dotted(a, b, c, d));
        expect(addressRefusal(`::ffff:${hex(a, b)}:${hex(c, d)}`)).toBe(plain);
      }),
    );
  });

  test('no address of a private network passes, however it is mapped', () => {
    fc.assert(
      fc.property(fc.constantFrom(10, 127), byte, byte, byte, (a, b, c, d) => {
        for (const address of [
          dotted(a, b, c, d),
          `::ffff:${dotted(a, b, c, d)}`,
          `64:ff9b::${hex(a, b)}:${hex(c, d)}`,
        ]) {
          expect(addressRefusal(address)).not.toBeNull();
        }
      }),
    );
  });
});

describe('resolveAllowed', () => {
  const none = { allowPrivate: [] };

  test('refuses loopback by name and by every spelling of its address', async () => {
    for (const host of ['localhost', 'opd.localhost', 'LOCALHOST.', '[::1]', new URL('http://0x7f.1/').hostname]) {
      await expect(resolveAllowed(host, 80, none)).rejects.toBeInstanceOf(EgressRefused);
    }
  });

  test('allows exactly the host and port that were named', async () => {
    const policy = { allowPrivate: [hostPort(new URL('http://opd.localhost:8080/kec-x'))] };
    expect(await resolveAllowed('opd.localhost', 8080, policy)).toEqual([{ address: '127.0.0.1', family: 4 }]);
    await expect(resolveAllowed('opd.localhost', 8081, policy)).rejects.toBeInstanceOf(EgressRefused);
    await expect(resolveAllowed('lain.localhost', 8080, policy)).rejects.toBeInstanceOf(EgressRefused);
    await expect(resolveAllowed('127.0.0.1', 8080, policy)).rejects.toBeInstanceOf(EgressRefused);
  });

  test('when only what is named is open, the public web is not', async () => {
    const policy = { allowPrivate: ['opd.localhost:8080'], onlyNamed: true };
    expect(await resolveAllowed('opd.localhost', 8080, policy)).toHaveLength(1);
    await expect(resolveAllowed('8.8.8.8', 443, policy)).rejects.toBeInstanceOf(EgressRefused);
  });

  test('an allowed name may not lead to cloud metadata, unless its address was named', async () => {
    const policy = { allowPrivate: ['169.254.169.254:80'] };
    expect(await resolveAllowed('169.254.169.254', 80, policy)).toEqual([{ address: '169.254.169.254', family: 4 }]);
    await expect(resolveAllowed('0xa9fea9fe', 80, { allowPrivate: ['0xa9fea9fe:80'] })).rejects.toMatchObject({
      message: expect.stringContaining('metadata'),
    });
  });

  test("a public address is open on web servers' ports, not on those of mail or shells", async () => {
    for (const port of [80, 443, 8080, 8443]) expect(await resolveAllowed('8.8.8.8', port, none)).toHaveLength(1);
    for (const port of [0, 22, 25, 110, 587, 6667]) {
      await expect(resolveAllowed('8.8.8.8', port, none)).rejects.toBeInstanceOf(EgressRefused);
    }
  });

  test('a reserved name does not exist, whatever the network says', async () => {
    await expect(resolveAllowed('dinas.invalid', 80, none)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
