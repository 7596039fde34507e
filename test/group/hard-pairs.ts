/** Two articles of one language, and whether they report the same event. */
export type HardPair = { about: string; language: string; isSame: boolean; articles: [Told, Told] }
type Told = { title: string; summary: string }

const pair =
  (language: string, isSame: boolean) =>
  (about: string, a: [string, string], b: [string, string]): HardPair => ({
    about,
    language,
    isSame,
    articles: [
      { title: a[0], summary: a[1] },
      { title: b[0], summary: b[1] },
    ],
  })
const otherAr = pair('ar', false)
const sameAr = pair('ar', true)
const otherEn = pair('en', false)
const sameEn = pair('en', true)

export const HARD_PAIRS: HardPair[] = [
  // the same words, another event
  otherAr(
    'congratulations to two presidents',
    [
      'القيادة تهنئ رئيس النيجر بذكرى الاستقلال',
      'بعث الملك برقية تهنئة إلى محمدو إيسوفو، وتمنى لشعب النيجر الرخاء على ضفاف نهره وفي صحرائه.',
    ],
    [
      'القيادة تهنئ حاكم جامايكا بذكرى الاستقلال',
      'بعث الملك برقية تهنئة إلى باتريك ألن، وتمنى لأهل جامايكا والكاريبي السلامة من الأعاصير.',
    ],
  ),
  otherAr(
    'polling stations of two provinces',
    [
      'اللجنة المحلية تجهز 31 مركزا انتخابيا في الباحة',
      'أنهت اللجنة المحلية للانتخابات في الباحة تجهيز المراكز، ومنها مراكز بلجرشي والمندق والعقيق.',
    ],
    [
      'اللجنة المحلية تجهز 29 مركزا انتخابيا في القطيف',
      'أنهت اللجنة المحلية للانتخابات في القطيف تجهيز المراكز، ومنها مراكز صفوى وسيهات وتاروت.',
    ],
  ),
  otherAr(
    'two earthquakes',
    [
      'زلزال بقوة خمس درجات يضرب جنوب اليونان',
      'ضرب زلزال جزيرة كريت اليونانية فجرا، ولم ترد أنباء عن ضحايا، وقال معهد أثينا إن مركزه تحت البحر.',
    ],
    [
      'زلزال بقوة خمس درجات يضرب شرق تايوان',
      'ضرب زلزال مقاطعة هوالين التايوانية مساء، ولم ترد أنباء عن ضحايا، وتوقفت القطارات السريعة في تايبيه.',
    ],
  ),
  otherAr(
    'two condemnations of one attack',
    [
      'تركيا تدين التفجير الإرهابي',
      'دانت وزارة الخارجية التركية التفجير، وقال بيان صدر في أنقرة إن تركيا تقف مع أسر الضحايا.',
    ],
    [
      'ماليزيا تدين التفجير الإرهابي',
      'دانت وزارة الخارجية الماليزية التفجير، وعبر رئيس الوزراء نجيب عبد الرزاق في كوالالمبور عن حزنه.',
    ],
  ),
  otherAr(
    'two friendly matches of one club',
    ['الهلال يكسب ودية العين', 'فاز الهلال على العين الإماراتي بهدفي الشلهوب وكعبي في مباراة ودية بمعسكره.'],
    [
      'الهلال يكسب ودية ريد بول',
      'فاز الهلال على ريد بول النمساوي بثلاثية الشمراني والفرج في مباراة ودية بمعسكره.',
    ],
  ),
  otherAr(
    'students and the movement',
    [
      'طالبان من جامعة السنديان يبتكران عصا ذكية',
      'ابتكر طالبان من كلية الهندسة عصا تنبه المكفوفين إلى العوائق، وفازا بجائزة الجامعة.',
    ],
    [
      'طالبان تعلن السيطرة على مديرية في قندوز',
      'قالت حركة طالبان إن مقاتليها سيطروا على مديرية إمام صاحب بعد انسحاب القوات الأفغانية.',
    ],
  ),
  otherEn(
    'two quarterly results',
    [
      'Brightwell profit rises 12 per cent on strong sales',
      'Brightwell, the maker of garden tools, sold more mowers and shears in Norland than ever, chief executive Ada Finch said.',
    ],
    [
      'Castellan profit rises 12 per cent on strong sales',
      'Castellan, which insures fishing boats, took over two rivals in Ostavia, its chairman Piet Moll told shareholders.',
    ],
  ),
  otherEn(
    'two storms',
    [
      'Storm Wenna cuts power to 30,000 homes',
      'Gusts of 140 kilometres an hour brought down lines in Eastmere, and the ferry to Skerrin stayed in harbour.',
    ],
    [
      'Storm Oskar cuts power to 20,000 homes',
      'Snow broke branches over lines in the Hallan valley, where trains stood still between Brakkel and Tarn.',
    ],
  ),
  otherEn(
    'two obituaries',
    [
      'Novelist Maud Ellery dies aged 91',
      'The author of The Salt Stair, who wrote nineteen novels about the fens, died at home in Port Marlow.',
    ],
    [
      'Composer Jonas Brandt dies aged 91',
      'The composer of the Harbour Mass, who led the Kesten orchestra for decades, died in hospital after a fall.',
    ],
  ),
  otherEn(
    'two visits of one minister',
    [
      'Foreign minister arrives in Lisbon for talks',
      'He will discuss fishing rights and the Azores airfield with his Portuguese counterpart, a spokesman said.',
    ],
    [
      'Foreign minister arrives in Nairobi for talks',
      'He will discuss tea tariffs and the Somali border with his Kenyan counterpart, a spokesman said.',
    ],
  ),
  otherEn(
    'two court cases',
    [
      'Court jails banker for six years over fraud',
      'Henrik Dahl moved pension money of dockers through shell companies in Jersey, the judge in Kesten said.',
    ],
    [
      'Court jails teacher for six years over fraud',
      'Lucia Romero sold forged diplomas of a music academy to pupils abroad, a jury in Tarragona found.',
    ],
  ),
  otherEn(
    'two fires',
    [
      'Fire destroys warehouse, nobody hurt',
      'Forty firefighters fought the blaze in a tyre store by the canal in Tarn until dawn.',
    ],
    [
      'Fire destroys church, nobody hurt',
      'The wooden steeple of Saint Olaf in Hallan, built in 1782, fell into the nave while neighbours watched.',
    ],
  ),
  // other words, the same event
  sameAr(
    'a lost airliner’s wreckage',
    [
      'العثور على قطع جديدة للطائرة الماليزية المفقودة',
      'عثر على قطع جديدة من حطام الطائرة الماليزية على شواطئ جزيرة ريونيون الفرنسية.',
    ],
    [
      'المزيد من حطام «الماليزية» يصل إلى شواطئ ريونيون',
      'جرفت الأمواج قطعا معدنية إلى جزيرة ريونيون الفرنسية يعتقد أنها من الطائرة المفقودة.',
    ],
  ),
  sameAr(
    'a smuggler in a suitcase',
    [
      'مغربي حاول التسلل إلى إسبانيا في حقيبة سفر يموت اختناقا',
      'أعلن الحرس المدني الإسباني أن شابا مغربيا مات مختنقا في حقيبة داخل سيارة شقيقه.',
    ],
    [
      'وفاة مغربي أثناء تهريبه داخل حقيبة',
      'قالت الحكومة الإسبانية إن شابا مغربيا اختنق في حقيبة سفر كانت في سيارة شقيقه على عبارة.',
    ],
  ),
  sameAr(
    'a market day',
    [
      'سابك والراجحي يرفعان مؤشر الأسهم فوق 8800 نقطة',
      'أغلق مؤشر السوق مرتفعا 13 نقطة عند مستوى 8822 نقطة، يقوده سهما سابك والراجحي، وتصدر موبايلي الخاسرين.',
    ],
    [
      'السوق تكسب 13 نقطة بفضل سابك',
      'أنهى مؤشر الأسهم جلسته عند 8822 نقطة بدعم من سابك والراجحي، فيما هبط سهم موبايلي.',
    ],
  ),
  sameAr(
    'a dam, by title and by detail',
    [
      'انهيار سد وادي الزيتون وإجلاء ثلاث قرى',
      'انهار سد وادي الزيتون فجرا بعد أمطار غزيرة، وأجلى الدفاع المدني سكان قرى الطيبة والنبعة والسروة.',
    ],
    [
      'الدفاع المدني يجلي سكان الطيبة والنبعة بعد انهيار السد',
      'أجلى الدفاع المدني مئات العائلات من الطيبة والنبعة والسروة أسفل سد وادي الزيتون الذي انهار بعد الأمطار.',
    ],
  ),
  sameAr(
    'a coach who is about to sign',
    [
      'الأرجنتيني سابيلا يقترب من تدريب الأخضر',
      'قالت مصادر إن مفاوضات اتحاد الكرة مع الأرجنتيني أليخاندرو سابيلا لتدريب المنتخب بلغت مرحلتها الأخيرة.',
    ],
    [
      'سابيلا على أعتاب المنتخب',
      'يقترب اتحاد الكرة من التعاقد مع المدرب الأرجنتيني أليخاندرو سابيلا لقيادة المنتخب بعد مفاوضات طويلة.',
    ],
  ),
  sameAr(
    'spelling and clitics',
    [
      'إعتقال منذر الزواري لاختلاسه مليون دينار من البنك المركزي',
      'اعتقلت الشرطة منذر الزواري، وهو مسؤول في البنك المركزي بصفاقس، بتهمة اختلاس مليون دينار من الخزينة.',
    ],
    [
      'شرطة صفاقس توقف الزواري الموظف بالبنك المركزي',
      'أوقفت الشرطة في صفاقس المدعو منذر الزواري بتهمة إختلاس مليون دينار من خزينة المركزي.',
    ],
  ),
  sameEn(
    'a ferry that ran aground',
    [
      'Ninety saved as ferry runs aground off Hollin',
      'Boats from three villages took ninety passengers off the Kesten ferry, which had struck the Hollin bank.',
    ],
    [
      'Fishermen rescue passengers of stranded Kesten ferry',
      'The ferry from Kesten struck the Hollin bank at dawn; fishing boats brought all ninety passengers ashore.',
    ],
  ),
  sameEn(
    'a rate cut',
    [
      'Valdria central bank cuts key rate to 3.25 per cent',
      'The central bank of Valdria lowered its key interest rate by a quarter of a point, the first cut in three years.',
    ],
    [
      'Borrowers relieved as Valdria lowers interest rate',
      'A quarter of a point came off the key interest rate of the central bank of Valdria, now 3.25 per cent.',
    ],
  ),
  sameEn(
    'a cup final',
    [
      'Rovers lift Continental Shield after shootout',
      'Tom Adeyo saved two penalties as Marlow Rovers beat Kesten United in the final of the Continental Shield.',
    ],
    [
      'Adeyo the hero as Marlow Rovers win the Shield',
      'Marlow Rovers won the Continental Shield on penalties, Adeyo saving two from Kesten United in the final.',
    ],
  ),
  sameEn(
    'a strike that ends',
    [
      'Skerrin ferry crews vote to end strike',
      'Ferry crews in the Skerrin Islands voted to return to work after nine days and an offer of six per cent.',
    ],
    [
      'Islanders cheer as Skerrin ferries sail again',
      'After a strike of nine days, Skerrin Islands ferry crews accepted six per cent and voted to return to work.',
    ],
  ),
  sameEn(
    'a discovery',
    [
      'Mammoth skeleton found under supermarket car park',
      'Workers who dug a drain in Brakkel found the skeleton of a mammoth, eleven thousand years old.',
    ],
    [
      'Brakkel workers dig up eleven thousand year old mammoth',
      'The mammoth lay under the car park of a supermarket in Brakkel, where workers dug a drain.',
    ],
  ),
  sameEn(
    'a resignation',
    [
      'Speaker Bronwyn Tate resigns over helicopter flight',
      'Speaker Bronwyn Tate stepped down after weeks of anger over a helicopter that she took to a party dinner.',
    ],
    [
      'Helicopter affair costs speaker her job',
      'Bronwyn Tate resigned as speaker, weeks after her helicopter flight to a party dinner came out.',
    ],
  ),
]
