/** Whether the text could be a documentId; what can't be one names nothing, and no query sees it. */
export function isDocumentId(text: string): boolean {
  return /^[a-z0-9]{1,64}$/.test(text);
}
