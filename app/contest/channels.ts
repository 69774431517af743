/** Kinds of official channels in the contact register. */
export const channels = ['whatsapp', 'sms', 'phone', 'instagram', 'facebook', 'email', 'sapamas'] as const;
export type Channel = (typeof channels)[number];
