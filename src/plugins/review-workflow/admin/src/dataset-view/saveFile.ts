import { getFetchClient } from '@strapi/strapi/admin';

/**
 * Gives a file that only signed-in officers may read to the browser to save.
 *
 * @throws what Strapi's fetch client throws
 */
export async function saveFile(url: string, name: string): Promise<void> {
  const { data } = await getFetchClient().get<Blob>(url, { responseType: 'blob' });
  const address = URL.createObjectURL(data);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
