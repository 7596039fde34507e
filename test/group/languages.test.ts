import { expect, test } from 'vitest'
import { openWindow } from '../../src/group/window.ts'
import type { GroupArticle } from '../../src/model/story.ts'

type Told = [title: string, summary: string]
const noon = Date.UTC(2026, 0, 31, 12)

/** A report, the same in other words, and another event of the same kind. */
const REPORTS: [language: string, report: Told, rewritten: Told, other: Told][] = [
  [
    'fr',
    [
      'Un ferry s’échoue au large de Port-Marlow, 90 passagers évacués',
      'Le ferry de Kesten a heurté le banc de Hollin à l’aube. Des pêcheurs ont ramené à terre les 90 passagers.',
    ],
    [
      'Port-Marlow : les pêcheurs évacuent les 90 passagers du ferry échoué',
      'Parti de Kesten, le ferry s’est échoué à l’aube sur le banc de Hollin, au large de Port-Marlow.',
    ],
    [
      'Un train déraille près de Tarn, le trafic interrompu',
      'Le dernier wagon d’un train de blé a quitté la voie dans le tunnel de Hallan, sans faire de blessé.',
    ],
  ],
  [
    'de',
    [
      'Fähre läuft vor Port Marlow auf Grund, 90 Passagiere gerettet',
      'Die Fähre aus Kesten lief im Morgengrauen auf die Hollinbank. Fischer brachten alle 90 Passagiere an Land.',
    ],
    [
      'Fischer retten 90 Passagiere einer gestrandeten Fähre',
      'Vor Port Marlow ist die Fähre aus Kesten auf die Hollinbank gelaufen; alle 90 Passagiere sind an Land.',
    ],
    [
      'Güterzug entgleist bei Tarn, Strecke gesperrt',
      'Der letzte Wagen eines Getreidezugs sprang im Hallantunnel aus dem Gleis, verletzt wurde niemand.',
    ],
  ],
  [
    'tr',
    [
      'Feribot Port Marlow açıklarında karaya oturdu, 90 yolcu kurtarıldı',
      'Kesten’den kalkan feribot şafakta Hollin sığlığına oturdu. Balıkçılar 90 yolcuyu kıyıya taşıdı.',
    ],
    [
      'Balıkçılar karaya oturan feribotun 90 yolcusunu kurtardı',
      'Port Marlow açıklarında Hollin sığlığına oturan Kesten feribotunun yolcuları kıyıya taşındı.',
    ],
    [
      'Tarn yakınlarında yük treni raydan çıktı',
      'Buğday taşıyan trenin son vagonu Hallan tünelinde devrildi, hat kapatıldı.',
    ],
  ],
  [
    'fa',
    [
      'کشتی مسافربری در نزدیکی بندر مرجان به گل نشست و ۹۰ مسافر نجات یافتند',
      'کشتی که از کستن می‌آمد سپیده‌دم به تپه شنی هولین خورد. ماهیگیران ۹۰ مسافر را به ساحل رساندند.',
    ],
    [
      'ماهیگیران ۹۰ مسافر کشتی به گل نشسته را نجات دادند',
      'کشتی مسافربری کستن سپیده‌دم در نزدیکی بندر مرجان به تپه شنی هولین خورده بود.',
    ],
    [
      'قطار باری در نزدیکی تارن از خط خارج شد',
      'آخرین واگن قطاری که گندم می‌برد در تونل هالان واژگون شد و راه بسته است.',
    ],
  ],
  [
    'ur',
    [
      'بندر مرجان کے قریب مسافر کشتی پھنس گئی، 90 مسافر بچا لیے گئے',
      'کیسٹن سے آنے والی کشتی فجر کے وقت ہولن کے ریتلے ٹیلے سے ٹکرائی۔ ماہی گیروں نے 90 مسافروں کو ساحل تک پہنچایا۔',
    ],
    [
      'ماہی گیروں نے پھنسی ہوئی کشتی کے 90 مسافر بچا لیے',
      'کیسٹن کی مسافر کشتی فجر کے وقت بندر مرجان کے قریب ہولن کے ریتلے ٹیلے سے ٹکرائی تھی۔',
    ],
    [
      'تارن کے قریب مال گاڑی پٹری سے اتر گئی',
      'گندم لے جانے والی گاڑی کا آخری ڈبہ ہالان سرنگ میں الٹ گیا اور راستہ بند ہے۔',
    ],
  ],
  [
    'ru',
    [
      'Паром сел на мель у Порт-Марлоу, спасены 90 пассажиров',
      'Паром из Кестена на рассвете наткнулся на Холлинскую банку. Рыбаки доставили на берег всех 90 пассажиров.',
    ],
    [
      'Рыбаки спасли 90 пассажиров севшего на мель парома',
      'У Порт-Марлоу паром из Кестена на рассвете сел на Холлинскую банку, пассажиры доставлены на берег.',
    ],
    [
      'Под Тарном сошёл с рельсов грузовой поезд',
      'Последний вагон состава с пшеницей опрокинулся в Халланском тоннеле, движение остановлено.',
    ],
  ],
  [
    'zh',
    [
      '渡轮在马洛港外搁浅，九十名乘客获救',
      '从凯斯滕出发的渡轮黎明时撞上霍林沙洲，渔民将九十名乘客全部送上岸。',
    ],
    ['渔民救起搁浅渡轮九十名乘客', '凯斯滕的渡轮黎明时在马洛港外的霍林沙洲搁浅，乘客已全部上岸。'],
    ['塔恩附近货运列车脱轨', '一列运送小麦的火车最后一节车厢在哈兰隧道内倾覆，线路关闭。'],
  ],
  [
    'ja',
    [
      'マーロー港沖でフェリー座礁、乗客90人救助',
      'ケステン発のフェリーが夜明けにホリン砂州に乗り上げ、漁師らが乗客90人全員を岸に運んだ。',
    ],
    [
      '漁師らが座礁フェリーの乗客90人を救助',
      'ケステン発のフェリーは夜明け、マーロー港沖のホリン砂州に乗り上げた。乗客は全員岸に着いた。',
    ],
    [
      'ターン近郊で貨物列車が脱線',
      '小麦を運ぶ列車の最後尾の車両がハラントンネル内で横転し、線路が閉鎖された。',
    ],
  ],
]

const articles: GroupArticle[] = REPORTS.flatMap(([language, report, rewritten, other], k) =>
  [report, report, rewritten, other].map(([title, summary], i) => ({
    id: k * 4 + i,
    outletId: `outlet-${i}`,
    language,
    title,
    summary,
    text: '',
    eventAt: noon + (k * 4 + i) * 60_000,
    hintStoryId: null,
  })),
)

test.each(REPORTS.map(([language], k) => [language, k] as const))(
  'in %s a copy and a rewrite are one story with the report, and another event is not',
  (_, k) => {
    const window = openWindow([], { granularity: 'event', windowMs: 72 * 3_600_000, nextStoryId: 1 })
    window.apply(articles, window.propose(articles))
    window.applyChanges(window.reconcile())
    const storyOf = new Map([...window.placed()].map(({ articleId, storyId }) => [articleId, storyId]))
    const [report, copy, rewritten, other] = [0, 1, 2, 3].map(i => storyOf.get(k * 4 + i))
    expect(copy).toBe(report)
    expect(rewritten).toBe(report)
    expect(other).not.toBe(report)
  },
)
