import type { DeviceRow } from './devices.server.ts';

/** A device in use is in touch every minute: five without a word are a tablet asleep, without network, or lost. */
const SILENT_SECONDS = 300;

type Heard = Pick<DeviceRow, 'state' | 'silentSeconds' | 'unsent'>;

/** Signed in, and silent for longer than it should be. */
export const isSilent = (device: Heard) => device.state === 'in' && device.silentSeconds > SILENT_SECONDS;

/** How the judges' devices are as a whole; unsent counts devices that left with unsent edits too. */
export function summarise(devices: readonly Heard[]): { in: number; silent: number; unsent: number } {
  return {
    in: devices.filter((device) => device.state === 'in').length,
    silent: devices.filter(isSilent).length,
    unsent: devices.reduce((sum, device) => sum + (device.unsent ?? 0), 0),
  };
}
