import { db } from '#db/client.server.ts';
import { type DeckCategory, deckOf } from './deck.ts';
import { settingsOf } from './document-settings.server.ts';
import { awardsOf } from './documents/awards.ts';
import { latestSnapshot } from './frozen.server.ts';
import { publicView } from './public-view.ts';

export interface Deck {
  contestName: string;
  decimals: number;
  categories: DeckCategory[];
}

/** The announcement of the newest frozen results, with the places as the organizer set them; null when nothing is frozen. */
export async function announcementDeck(contestId: string): Promise<Deck | null> {
  const snapshot = await latestSnapshot(db(), contestId);
  if (!snapshot) return null;
  const view = publicView(snapshot.dataset);
  const awards = awardsOf(view, await settingsOf(db(), contestId));
  return { contestName: view.contestName, decimals: view.decimals, categories: deckOf(awards) };
}
