export const INVITATION_DAYS = 14;
/** A link for somebody who is known already: another device, a new password. */
export const RETURN_DAYS = 3;
