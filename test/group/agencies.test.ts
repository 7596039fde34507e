import { expect, test } from 'vitest'
import { creditedAgency } from '../../src/group/agencies.ts'

const BODY = 'وقع الحادث قبل الفجر بساعة. وفتحت الشرطة تحقيقا في أسبابه.'
const MIDDLE = 'The bridge was closed at noon. Nobody was hurt, the mayor of Kesten told reporters.'

test.each([
  // the author
  ['Reuters', MIDDLE, 'reuters'],
  ['Jane Doe, Reuters', MIDDLE, 'reuters'],
  ['By AP', MIDDLE, null],
  ['AP', MIDDLE, 'ap'],
  ['الرياض - واس', BODY, 'spa'],
  ['وكالات', BODY, 'various'],
  ['dpa/afp', MIDDLE, 'dpa'],
  ['Ana Sana', MIDDLE, null],
  ['كونا الأحمد', BODY, null],
  // datelines
  [null, `الرياض – واس: رأس الأمير الاجتماع. ${BODY}`, 'spa'],
  [null, `واس - الرياض: رأس الأمير الاجتماع. ${BODY}`, 'spa'],
  [null, `إسلام آباد 18 شوال 1436 هـ الموافق 03 اغسطس 2015 م واس قتل خمسة مسلحين. ${BODY}`, 'spa'],
  [null, `باريس (أ ف ب) - غرقت سفينة. ${BODY}`, 'afp'],
  [null, `باريس (أ.ف.ب) - غرقت سفينة. ${BODY}`, 'afp'],
  [null, `سيدني - د.ب.أ: استقالت رئيسة البرلمان. ${BODY}`, 'dpa'],
  [null, `عدن/ الأناضول: سقط مقذوف على حي سكني. ${BODY}`, 'anadolu'],
  [null, `القاهرة (أ ش أ): افتتح الوزير المعرض. ${BODY}`, 'mena'],
  [null, `الدوحة - قنا: استقبل الأمير وفدا. ${BODY}`, 'qna'],
  [null, `عمان - بترا - بدأت الدورة. ${BODY}`, 'petra'],
  [null, `أبوظبي في 3 يناير / وام / وصل الوفد. ${BODY}`, 'wam'],
  [null, `موسكو (تاس) - أقلعت المركبة. ${BODY}`, 'tass'],
  [null, `طهران - إرنا: انخفضت الأسعار. ${BODY}`, 'irna'],
  [null, `LONDON, Jan 3 (Reuters) - The bridge fell. ${MIDDLE}`, 'reuters'],
  [null, `KESTEN (AP) — The bridge fell. ${MIDDLE}`, 'ap'],
  [null, `Berlin (dpa) - Die Brücke ist gesperrt. Niemand wurde verletzt.`, 'dpa'],
  [null, `SYDNEY, Jan 3 (Xinhua) -- The bridge fell. ${MIDDLE}`, 'xinhua'],
  [null, `新华社北京1月3日电 大桥今天关闭。没有人受伤。`, 'xinhua'],
  [null, `МОСКВА, 3 января. /ТАСС/. Мост закрыт. Никто не пострадал.`, 'tass'],
  // the end
  [null, `${MIDDLE} (AFP)`, 'afp'],
  [null, `${BODY} (واس)`, 'spa'],
  [null, `${BODY}\nالمصدر: رويترز`, 'reuters'],
  [null, `${MIDDLE}\n© 2026 AFP`, 'afp'],
  [null, `${BODY} ع.خ/ س.ع (أ ف ب، رويترز)`, 'afp'],
  [null, `${MIDDLE}\nReuters`, 'reuters'],
  // the source, as the sentence says
  [null, `قال مسؤول حكومي لرويترز إن الجسر أغلق. ${BODY}`, 'reuters'],
  [null, `نقلت وكالة الأنباء السعودية عن الوزير أن الجسر أغلق. ${BODY}`, 'spa'],
  [null, `The bridge was closed on Monday, according to the Anadolu news agency. ${MIDDLE}`, 'anadolu'],
  [null, `Police told Reuters that the bridge was closed. ${MIDDLE}`, 'reuters'],
  // what only looks like a credit
  [null, `Gunmen attacked the Reuters building in Kesten on Monday. ${MIDDLE}`, null],
  [null, `The bridge fell. Reuters and AFP journalists were on it. Nobody was hurt.`, null],
  [null, `تعرض مقر «رويترز» لهجوم فجر اليوم. ${BODY}`, null],
  [null, `احتفل المواطنون بواسطة العقد، وهو واسع الانتشار. ${BODY}`, null],
  [null, `أقيمت بطولة واس للشطرنج أمس. ${BODY}`, null],
  [null, `Students who take an AP course in the spring pay less. ${MIDDLE}`, null],
  [null, `The AP government raised the price of rice. ${MIDDLE}`, null],
  [null, `قنا - محمود الصعيدي: افتتح المحافظ المعرض. ${BODY}`, null],
  [null, `بنا الرومان الجسر قبل ألفي عام. ${BODY}`, null],
  [null, `وفا صديقي بوعده، ونشرت وكالات السفر عروضها. ${BODY}`, null],
  [null, MIDDLE, null],
  ['Jane Doe', MIDDLE, null],
])('%s | %s: %s', (author, text, expected) => {
  expect(creditedAgency(author, text)).toBe(expected)
})
