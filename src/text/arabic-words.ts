/** Common words of four folded letters whose first letter, although it could be one attached to the front, is their own. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `
  وزير وطني وصول وفاه وجود وقود وفود وباء ولاء وكيل وليد وحيد وثيق
  فريق فقير فساد فكره فتره فرصه فيلم فوري فنان فنون فرنس فوضي
  بيان بلاد بطل بحري بقاء بنات بدايه بعيد بديل بريد بطيء بسيط بارد
  كريم كبير كتاب كلام كامل كثير كرسي كلمه كنيس كاتب كيان
  لقاء لجنه لباس لغوي ليبي لاعب لسان
  سياق سيول سيوف سيده سابق ساحل سالم سينا ستين سنوي سنين ستار
  `
    .trim()
    .split(/\s+/),
)
