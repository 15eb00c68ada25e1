import { escapeXml } from '../catalog/serialize';
import type { OaiError } from './arguments';

/** The document around every answer (OAI-PMH 2.0 section 3.2). */
export function envelope(options: {
  at: Date;
  url: string;
  /** Left out, with the arguments, where the request was not understood. */
  request: Readonly<Record<string, string>>;
  inside: string;
}): string {
  const attributes = Object.entries(options.request).map(
    ([name, value]) => ` ${name}="${escapeXml(value)}"`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">' +
    `<responseDate>${options.at.toISOString().slice(0, 19)}Z</responseDate>` +
    `<request${attributes.join('')}>${escapeXml(options.url)}</request>` +
    `${options.inside}</OAI-PMH>\n`
  );
}

export const errorXml = (error: OaiError): string =>
  `<error code="${error.code}">${escapeXml(error.message)}</error>`;
