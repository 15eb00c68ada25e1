import type { Contact } from '../../../../../../domain/dataset/content';

const keyOf = (userId: number) => `corpus.contact.${userId}`;

/** The contact of this officer's last submission from this browser. */
export function rememberedContact(userId: number): Contact | null {
  const stored = localStorage.getItem(keyOf(userId));
  return stored === null ? null : (JSON.parse(stored) as Contact);
}

export function rememberContact(userId: number, contact: Contact): void {
  localStorage.setItem(keyOf(userId), JSON.stringify(contact));
}
