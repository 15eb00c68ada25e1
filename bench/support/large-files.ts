import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { FileKind } from '../../src/contracts/dataset-files';

const MIB = 1024 ** 2;
const SENTENCES = [
  '為規範個人資料之蒐集、處理及利用，以避免人格權受侵害，並促進個人資料之合理利用，特制定本法。',
  '政府機關依職權作成或取得之資訊，除依規定限制公開或不予提供者外，應主動公開。',
  '資通安全管理法施行細則由主管機關定之，並送請立法院備查。',
];
const HEAD = { csv: '編號,內容,說明\n', json: '[', xml: '<資料>' };
const END = { csv: '', json: ']', xml: '</資料>' };

export type TextKind = Exclude<FileKind, 'pdf' | 'odt'>;

/** Rows that differ, so that nothing is answered from memory. */
function rowOf(kind: TextKind, row: number): string {
  const text = `${SENTENCES[row % 3]}${row.toString(36)}${SENTENCES[(row * 7) % 3]}`;
  if (kind === 'csv') return `${row},"${text}",${row * 31}\n`;
  if (kind === 'json') return `${row === 0 ? '' : ','}{"編號":${row},"內容":"${text}"}\n`;
  return `<筆><編號>${row}</編號><內容>${text}</內容></筆>\n`;
}

/** Writes a file of at most this size. */
export async function makeTextFile(kind: TextKind, file: string, bytes: number): Promise<void> {
  const out = createWriteStream(file);
  let written = Buffer.byteLength(HEAD[kind] + END[kind]);
  let batch = HEAD[kind];
  for (let row = 0; ; row++) {
    const text = rowOf(kind, row);
    written += Buffer.byteLength(text);
    if (written > bytes) break;
    batch += text;
    if (batch.length < MIB) continue;
    if (!out.write(batch)) await once(out, 'drain');
    batch = '';
  }
  out.end(batch + END[kind]);
  await once(out, 'finish');
}

/** Pages of text, each with a picture of its own; of about this size. */
export async function makePdfFile(file: string, bytes: number): Promise<void> {
  const pictureBytes = 150_000;
  const pages = Math.floor(bytes / (pictureBytes + 3_000));
  const out = createWriteStream(file);
  const offsets: number[] = [];
  let at = 0;
  const put = async (part: Buffer | string) => {
    const data = Buffer.from(part);
    at += data.length;
    if (!out.write(data)) await once(out, 'drain');
  };
  const object = async (number: number, body: Buffer | string) => {
    offsets[number] = at;
    await put(Buffer.concat([Buffer.from(`${number} 0 obj\n`), Buffer.from(body), END_OBJECT]));
  };
  const ids = Array.from({ length: pages }, (_, index) => 10 + index * 3);
  await put('%PDF-1.7\n');
  await object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  await object(
    2,
    `<< /Type /Pages /Count ${pages} /Kids [${ids.map((id) => `${id} 0 R`).join(' ')}] >>`,
  );
  await object(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const picture = Buffer.alloc(pictureBytes, 0x80);
  for (const id of ids) {
    const resources = `<< /Font << /F1 3 0 R >> /XObject << /I1 ${id + 2} 0 R >> >>`;
    await object(
      id,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${resources} /Contents ${id + 1} 0 R >>`,
    );
    await object(id + 1, stream('', Buffer.from(pageContent(id))));
    picture.writeUInt32LE(id, 0);
    const dictionary =
      '/Type /XObject /Subtype /Image /Width 500 /Height 300 /BitsPerComponent 8 /ColorSpace /DeviceGray';
    await object(id + 2, stream(dictionary, picture));
  }
  const rows = offsets.map((offset, number) =>
    number > 0 ? `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n` : '',
  );
  const start = at;
  await put(`xref\n0 1\n0000000000 65535 f \n${rows.join('')}`);
  await put(`trailer\n<< /Size ${offsets.length} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  out.end();
  await once(out, 'finish');
}

const END_OBJECT = Buffer.from('\nendobj\n');

function stream(dictionary: string, data: Buffer): Buffer {
  const head = Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`);
  return Buffer.concat([head, data, Buffer.from('\nendstream')]);
}

function pageContent(id: number): string {
  const lines = Array.from(
    { length: 40 },
    (_, line) =>
      `(page ${id} line ${line} of a text that an agency wrote for the corpus) Tj 0 -14 Td`,
  );
  return `q 500 0 0 200 40 40 cm /I1 Do Q BT /F1 10 Tf 50 800 Td ${lines.join(' ')} ET`;
}
