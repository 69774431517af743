/** Words of unsent forms in the tab's sessionStorage. A browser that refuses it keeps nothing, and that is all. */

interface Kept {
  /** Who typed them: the next person on this tab gets none of them. */
  owner: string;
  /** By field name. */
  words: Record<string, string>;
  /** The form's mark when it was last sent; absent while it was not, or was changed since. */
  sentAt?: string;
}

const PREFIX = 'tulisan:';
/** What is no word of a person, must not be kept, or cannot be. */
const LEFT_OUT = new Set(['hidden', 'file', 'password', 'checkbox', 'radio', 'submit', 'button', 'reset', 'image']);

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (each): each is Field =>
      'value' in each && 'name' in each && each.name !== '' && !LEFT_OUT.has((each as Field).type),
  );
}

/** What the form's fields hold, by name. */
export function wordsIn(form: HTMLFormElement): Kept['words'] {
  return Object.fromEntries(fieldsOf(form).map(({ name, value }) => [name, value]));
}

/**
 * Puts words into fields that are still empty (of a list: on its first choice): what the page came with, or was typed
 * since, wins. @returns whether any text came back; a choice alone is worth no note
 */
export function fillIn(form: HTMLFormElement, words: Kept['words']): boolean {
  let texts = 0;
  for (const field of fieldsOf(form)) {
    const word = words[field.name];
    if (!word) continue;
    if (field instanceof HTMLSelectElement) {
      if (field.selectedIndex <= 0 && [...field.options].some(({ value }) => value === word)) field.value = word;
    } else if (field.value === '') {
      field.value = word;
      texts += 1;
    }
  }
  return texts > 0;
}

export function keep(id: string, entry: Kept): void {
  try {
    sessionStorage.setItem(PREFIX + id, JSON.stringify(entry));
  } catch {}
}

export function kept(id: string): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + id) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

export function forget(id: string): void {
  try {
    sessionStorage.removeItem(PREFIX + id);
  } catch {}
}

/** At the end of a session: of every form. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {}
}
