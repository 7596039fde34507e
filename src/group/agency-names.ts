/** How an agency is named, folded; initials with spaces between. */
type Names = {
  /** Nothing else is called so. */
  sure?: string[]
  /** Words of the language, or initials of other things too: they count where nothing but a credit stands. */
  unsure?: string[]
  /** Towns, too: a dateline that begins with one names the town. */
  towns?: string[]
}

/** News agencies by the names that credit them. */
export const AGENCIES: Record<string, Names> = {
  afp: { sure: ['afp', 'agence france presse', 'ا ف ب', 'اف ب', 'فرانس برس', '法新社'] },
  reuters: { sure: ['reuters', 'رويترز', 'рейтер', 'рейтерс', '路透社', 'ロイター'] },
  aap: { sure: ['australian associated press'], unsure: ['aap'] },
  ap: {
    sure: ['associated press', 'اسوشيتد برس', 'اسوشييتد برس', 'الاسوشيتد برس', 'الاسوشييتد برس', '美联社'],
    unsure: ['ap', 'ا ب'],
  },
  dpa: { sure: ['dpa', 'deutsche presse agentur', 'د ب ا', 'وكاله الانباء الالمانيه'] },
  efe: { sure: ['agencia efe', 'اي اف اي', 'ا ف ي'], unsure: ['efe', 'افي', 'ايفي'] },
  ansa: { sure: ['وكاله انسا'], unsure: ['ansa', 'انسا', 'اكي'] },
  upi: { sure: ['united press international', 'يو بي اي', 'يونايتد برس'], unsure: ['upi'] },
  pa: { sure: ['pa media', 'pa news agency', 'press association'], unsure: ['pa'] },
  bloomberg: { sure: ['bloomberg news'], unsure: ['bloomberg', 'بلومبرج', 'بلومبرغ'] },
  xinhua: { sure: ['xinhua', 'شينخوا', '新华社', '新華社', '新华网', 'синьхуа'] },
  chinanews: { sure: ['china news service', '中新社', '中新网'] },
  tass: { sure: ['itar tass', 'ايتار تاس', 'итар тасс'], unsure: ['tass', 'تاس', 'тасс'] },
  ria: { sure: ['ria novosti', 'ريا نوفوستي', 'риа новости'], unsure: ['sputnik', 'سبوتنيك', 'نوفوستي'] },
  interfax: { sure: ['interfax', 'انترفاكس', 'интерфакс'] },
  anadolu: {
    sure: ['anadolu agency', 'anadolu ajansi', 'anadolu agensi'],
    unsure: ['aa', 'anadolu', 'الاناضول'],
  },
  spa: { sure: ['saudi press agency', 'وكاله الانباء السعوديه'], unsure: ['واس'], towns: ['spa'] },
  wam: { sure: ['emirates news agency', 'وكاله انباء الامارات'], unsure: ['wam', 'وام'] },
  kuna: { sure: ['kuwait news agency', 'وكاله الانباء الكويتيه'], unsure: ['kuna', 'كونا'] },
  qna: { sure: ['qatar news agency', 'وكاله الانباء القطريه'], unsure: ['qna'], towns: ['قنا'] },
  bna: { sure: ['bahrain news agency', 'وكاله انباء البحرين'], unsure: ['bna', 'بنا'] },
  ona: { sure: ['oman news agency', 'وكاله الانباء العمانيه'], unsure: ['العمانيه'] },
  mena: { sure: ['middle east news agency', 'ا ش ا', 'وكاله انباء الشرق الاوسط'], unsure: ['mena', 'اش ا'] },
  petra: { sure: ['jordan news agency', 'وكاله الانباء الاردنيه'], towns: ['بترا', 'petra'] },
  wafa: { sure: ['palestine news agency', 'وكاله الانباء الفلسطينيه'], unsure: ['wafa', 'وفا'] },
  sana: { sure: ['syrian arab news agency', 'وكاله الانباء السوريه'], unsure: ['sana', 'سانا'] },
  nna: { sure: ['national news agency', 'الوكاله الوطنيه للاعلام'] },
  ina: { sure: ['iraqi news agency', 'وكاله الانباء العراقيه'], unsure: ['ina', 'واع'] },
  saba: { sure: ['وكاله الانباء اليمنيه'], unsure: ['سبا', 'سبانت'] },
  suna: { sure: ['وكاله السودان للانباء', 'sudan news agency'], unsure: ['سونا', 'suna'] },
  aps: { sure: ['وكاله الانباء الجزائريه', 'algerie presse service'], unsure: ['واج'] },
  map: { sure: ['وكاله المغرب العربي للانباء', 'maghreb arabe presse'], unsure: ['و م ع'] },
  tap: { sure: ['وكاله تونس افريقيا للانباء', 'tunis afrique presse'], unsure: ['وات'] },
  lana: { sure: ['وكاله الانباء الليبيه'], unsure: ['وال'] },
  irna: { sure: ['irna', 'islamic republic news agency', 'ایرنا', 'ايرنا'], unsure: ['ارنا'] },
  isna: { sure: ['isna', 'ایسنا', 'ايسنا'] },
  tasnim: { sure: ['tasnim news agency', 'وكاله تسنيم', 'خبرگزاری تسنیم'], unsure: ['تسنیم', 'تسنيم'] },
  fars: { sure: ['fars news agency', 'وكاله فارس', 'خبرگزاری فارس'] },
  kyodo: { sure: ['kyodo', '共同通信', '共同社'] },
  jiji: { sure: ['jiji press', '時事通信'] },
  yonhap: { sure: ['yonhap', 'يونهاب', '연합뉴스'] },
  pti: { sure: ['press trust of india'], unsure: ['pti'] },
  ani: { sure: ['asian news international'], unsure: ['ani'] },
  ians: { sure: ['indo asian news service'], unsure: ['ians'] },
  app: { sure: ['associated press of pakistan'], unsure: ['app', 'اے پی پی'] },
  antara: { sure: ['antara news'], unsure: ['antara'] },
  bernama: { sure: ['bernama'] },
  lusa: { sure: ['agencia lusa'], unsure: ['lusa'] },
  apa: { sure: ['austria presse agentur'], unsure: ['apa'] },
  iha: { unsure: ['iha', 'dha'] },
  ukrinform: { sure: ['ukrinform', 'укринформ'] },
  various: {
    unsure: [
      'وكالات',
      'الوكالات',
      'agencies',
      'news agencies',
      'agencias',
      'agences',
      'agenturen',
      'ajanslar',
    ],
  },
}
