/** Common characters that Simplified Chinese has and Traditional Chinese does not write. */
const SIMPLIFIED = new Set(
  '国为这来会时学说们对长过业经门动进区开产军还现机两实关没将员东头间见战点场数样问级应资务' +
    '气汉总电声设义统处马儿领队计权话报给变书华议称决张导术结师达题规县风运组济论选记职类传带' +
    '农边联广质阳难历专认车游举线团备争众连调转该尔让较际亲单红价约亚则属积极装许参观鱼办远随' +
    '势热网语铁断爱纪况证编满觉双乐标确织项飞节龙响药击请显罗营视护创兴虽费试宝识维乡责严桥仅' +
    '杀围态杨负层须续银终钱独细冲获习医脸弹楼艺陆协镇检写苏验紧劳优财养陈伤绝阶亿闻审压监敌兰' +
    '园树词岛预继执谁惊画剑谈礼乱讲临简担贵辖帮块额错剧欢够孙阵',
);

/** Words that hint at Hokkien and Hakka written in Han characters. */
const HOKKIEN = /佇|袂|啥物|囡仔|阮|毋是|毋通|足濟|遮爾|按怎|攏總|予人|欲去|伊講/g;
const HAKKA = /𠊎|恁靚|毋使|該位|細人仔|阿姆講|做麼个|麼个|佢等|係毋係/g;

/** Counts characters by script, in one pass over text that comes in parts. */
export class LanguageMix {
  private han = 0;
  private simplified = 0;
  private latin = 0;
  private kana = 0;
  private hangul = 0;
  private hokkien = 0;
  private hakka = 0;

  push(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 0x250) this.latin += isLatin(unit) ? 1 : 0;
      else if (unit >= 0x4e00 && unit <= 0x9fff) {
        this.han++;
        if (SIMPLIFIED.has(text.charAt(at))) this.simplified++;
      } else if (unit >= 0x3041 && unit <= 0x30fa) this.kana++;
      else if (unit >= 0xac00 && unit <= 0xd7a3) this.hangul++;
    }
    this.hokkien += text.match(HOKKIEN)?.length ?? 0;
    this.hakka += text.match(HAKKA)?.length ?? 0;
  }

  /** Shares of languages, 0 to 1, largest first; a word of Latin letters weighs like one of Han. */
  shares(): { language: string; share: number }[] {
    const japaneseHan = this.kana > this.han ? this.han : 0;
    const counts: [string, number][] = [
      ['zh-Hant', this.isSimplified ? 0 : this.han - japaneseHan],
      ['zh-Hans', this.isSimplified ? this.han : 0],
      ['en', this.latin / 3],
      ['ja', this.kana + japaneseHan],
      ['ko', this.hangul],
    ];
    const all = counts.reduce((sum, [, count]) => sum + count, 0) || 1;
    return counts
      .map(([language, count]) => ({ language, share: count / all }))
      .filter(({ share }) => share >= 0.01)
      .sort((a, b) => b.share - a.share);
  }

  /** One in fifty Han characters is a Simplified one: no Traditional text has that. */
  get isSimplified(): boolean {
    return this.simplified >= 10 && this.simplified >= this.han / 50;
  }

  /** Languages that may be there, which only a reader can tell. */
  get possible(): string[] {
    const enough = Math.max(5, this.han / 500);
    return [...(this.hokkien >= enough ? ['nan'] : []), ...(this.hakka >= enough ? ['hak'] : [])];
  }
}

function isLatin(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit >= 0xc0;
}
