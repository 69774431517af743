export const INVITATION_DAYS = 14;
/** A link for somebody who is known already: another device, a new password. */
export const RETURN_DAYS = 3;
/** How long a printed card lets a device in. */
export const CARD_DAYS = 14;
/** How long the session of a card lasts: the judging days. It is not moved on by use. */
export const CARD_SESSION_DAYS = 14;
