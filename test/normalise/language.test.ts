import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { directionIn, languageOf, languageTag } from '../../src/normalise/article-language.ts'
import { detectLanguage } from '../../src/normalise/language.ts'
import { countScripts, SCRIPTS } from '../../src/normalise/scripts.ts'

describe('the language of a text', () => {
  test.each([
    ['ar', 'أعلن الرئيس عن إصلاح نظام التقاعد في خطابه إلى الأمة'],
    ['fa', 'رئیس جمهور در سخنرانی خود از اصلاح قانون بازنشستگی خبر داد'],
    ['ur', 'صدر نے قوم سے خطاب میں پنشن اصلاحات کا اعلان کیا ہے'],
    ['ps', 'ولسمشر په خپله وینا کې د تقاعد اصلاحات اعلان کړل او ځینې ښارونه'],
    ['ckb', 'سەرۆک کۆمار لە وتەکەیدا چاکسازی ڕاگەیاند بۆ گەلانی هەرێم'],
    ['he', 'הנשיא הודיע על רפורמה בפנסיה בנאומו לאומה'],
    ['ru', 'Президент объявил о новой пенсионной реформе в обращении к гражданам страны'],
    ['uk', 'Президент оголосив про пенсійну реформу у зверненні до нації'],
    ['bg', 'Президентът обяви пенсионна реформа в обръщението си към нацията'],
    ['ja', '大統領は国民への演説で年金改革を発表した'],
    ['zh', '总统在全国讲话中宣布养老金改革计划'],
    ['ko', '대통령은 대국민 연설에서 연금 개혁을 발표했다'],
    ['el', 'Ο πρόεδρος ανακοίνωσε μεταρρύθμιση'],
    ['en', 'The president has announced a reform of pensions in his address to the nation'],
    ['fr', 'Le président a annoncé une réforme des retraites dans son discours à la nation'],
    ['es', 'El presidente anuncia una reforma de las pensiones en su discurso a la nación'],
    ['pt', 'O presidente anunciou uma reforma da previdência em seu discurso à nação'],
    ['it', 'Il presidente annuncia una riforma delle pensioni nel suo discorso alla nazione'],
    ['de', 'Der Präsident kündigt in seiner Rede eine Reform der Renten an'],
    ['nl', 'De president kondigt een hervorming van de pensioenen aan in zijn toespraak'],
    ['id', 'Presiden mengumumkan reformasi pensiun dalam pidatonya kepada bangsa yang akan datang'],
    [null, 'Madrid'],
    [null, 'BBC'],
    [null, '12 345 !?'],
    ['ar', 'قالت شركة Apple إنها ستطرح iPhone في الأسواق العربية'],
  ])('%s: %s', (expected, text) => {
    expect(detectLanguage(text)).toBe(expected)
  })
})

describe('what an outlet says of its language', () => {
  const arabic = 'أعلن الرئيس عن إصلاح نظام التقاعد'
  test.each([
    ['is believed', ['ar-SA'], arabic, 'ar-sa'],
    ['is written in many ways', ['ar_EG'], arabic, 'ar-eg'],
    ['counts from the nearest: the item before its feed', ['fa', 'ar'], 'رئیس جمهور در سخنرانی خود', 'fa'],
    ['is not believed where the script does not fit', ['en-US'], arabic, 'ar'],
    ['may name the script itself', ['sr-Latn'], 'Predsednik je najavio reformu', 'sr-latn'],
    ['is nothing where it is no language', ['العربية السعودية', 'und'], arabic, 'ar'],
    ['is believed of a text too short to tell', ['fr'], 'OK', 'fr'],
  ])('%s', (_, said, text, expected) => {
    expect(languageOf(said, text)).toBe(expected)
  })

  test.each([
    ['iw', 'he'],
    ['Arabic', 'ar'],
    [' EN ', 'en'],
    ['mul', null],
    ['x'.repeat(100), null],
    ['', null],
  ])('%j is the tag %s', (said, expected) => {
    expect(languageTag(said)).toBe(expected)
  })
})

test.each([
  ['ar', 'خبر عاجل من العاصمة', 'rtl'],
  ['en', 'Breaking news from the capital', 'ltr'],
  ['en', 'خبر عاجل من العاصمة', 'rtl'],
  [null, 'خبر', 'rtl'],
  [null, '«خبر» BBC', 'rtl'],
  [null, 'BBC', 'ltr'],
] as const)('a text in %s that reads %s runs %s', (language, text, expected) => {
  expect(directionIn(language, text)).toBe(expected)
})

test('letters and scripts are counted as the expressions for them do', () => {
  const count = (text: string, letters: RegExp) => text.match(letters)?.length ?? 0
  const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), anyUnits), text => {
      const { letters, ofScript } = countScripts(text)
      expect(letters).toBe(count(text, /\p{L}/gu))
      expect(ofScript).toEqual(SCRIPTS.map(script => count(text, script.letters)))
    }),
  )
})
