/**
 * Characters that a PDF's fonts give in place of ordinary ones: a radical (⺠) or a compatibility
 * ideograph that shares its glyph with a character (民), and the upright forms of punctuation that
 * vertical text is set with. Neither a search nor a dictionary finds them.
 */
const RADICAL = '\u2e80-\u2ef3\u2f00-\u2fd5';
/** Without U+FA0E to FA29: twelve of these are ordinary characters that only stand there. */
const COMPATIBILITY = '\uf900-\ufa0d\ufa2a-\ufad9';
const OTHER_HAN = new RegExp(`[${RADICAL}${COMPATIBILITY}]|[\u{2f800}-\u{2fa1d}]`, 'gu');
const UPRIGHT = /[\ufe10-\ufe18\ufe30-\ufe48]/g;

/** Unicode's property Equivalent_Unified_Ideograph of the block CJK Radicals Supplement. */
const EQUIVALENTS = pairs(
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬' +
    '⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西' +
    '⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼' +
    '⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟',
);
const UPRIGHT_OF = pairs(
  '︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︰‥︱—︲–︳＿︴＿︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』﹅·﹆·﹇［﹈］',
);

/** The same text with ordinary characters, and how many Han characters were replaced. */
export function unifyHan(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  const unified = text.replace(OTHER_HAN, (form) => {
    const ordinary = EQUIVALENTS.get(form) ?? form.normalize('NFKC');
    if (ordinary !== form) count++;
    return ordinary;
  });
  return { text: unified.replace(UPRIGHT, (form) => UPRIGHT_OF.get(form) ?? form), count };
}

/** Radicals and compatibility ideographs in a text, each as it stands there. */
export function otherHanForms(text: string): string[] {
  return text.match(OTHER_HAN) ?? [];
}

function pairs(text: string): ReadonlyMap<string, string> {
  const characters = Array.from(text);
  const map = new Map<string, string>();
  for (let at = 0; at + 1 < characters.length; at += 2) {
    map.set(characters[at] ?? '', characters[at + 1] ?? '');
  }
  return map;
}
