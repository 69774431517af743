import { CLIENT_ADDRESS_HEADER } from './auth.server.ts';
import { clientGroup } from './client-address.ts';

/** Who is asking, as a limit counts it. */
export const clientOf = (request: Request): string => clientGroup(request.headers.get(CLIENT_ADDRESS_HEADER) ?? '');
