/** The commonest short words of languages in Latin letters, folded. Words of one language alone tell the most. */
const LISTS: Record<string, string> = {
  en: 'the of and to in for on with is at by from as after over says who are was his has it be that an not will new what why how this but out up its her she they their we you he him or if no more than about into been have had would could',
  fr: 'le la les des du et en un une dans pour sur au aux est qui que par avec ses son plus pas ce sont il elle a de contre apres cette',
  es: 'el la los las de del y en un una por para con que se es al su lo como mas tras sobre sus no este ha sin son entre pero',
  pt: 'o a os as de do da dos das e em um uma por para com que no na ao se nao mais sobre apos foi sua seu pelo pela nos nas sao',
  it: 'il lo la i gli le di del della dei delle e in un una per con che non si da al alla nel sono piu dal su anche come ha contro',
  de: 'der die das und in den von zu mit ist auf fur im dem des ein eine nach bei nicht sich aus an wird auch gegen uber als sind vor hat',
  nl: 'de het een van en in op te voor met is dat niet aan zijn om uit door bij naar ook wordt over er maar heeft na tegen geen nog',
  sv: 'och i att det som en pa ar av for med den till inte har de om ett men var fran sig efter nu ska vid kan han eller',
  da: 'og i at det er en til pa af for med den har der ikke de som et om fra men ved vil efter var sig han skal bliver kan',
  nb: 'og i at det er en til pa av for med den har som ikke de et om fra men ved vil etter var seg han skal blir kan mot',
  fi: 'ja on ei se etta oli han mutta ovat kun myos joka sen ole mukaan viime jo kuin tai voi hanen jalkeen vuoden nyt',
  pl: 'w i z na do sie nie ze to jest o po za od jak przez dla ale oraz czy co juz byl tym ma przed sa po jego roku',
  cs: 'a v na se je ze s z do o to pro za po od by podle jako ale ve si uz byl jsou jeho roku jen pri proti ktery',
  ro: 'si in de la a cu pe din un o pentru nu ca mai este au fost sa care al ale dupa prin lui fi sunt cei dar despre',
  hu: 'a az es hogy nem is egy meg de volt van el ki mar csak ezt mint szerint ezer utan lesz amely pedig meg magyar',
  tr: 've bir bu icin ile da de olarak olan daha gibi kadar sonra en ne cok ancak oldu dedi gore var yeni ise turkiye olan degil',
  az: 've bir bu ucun ile da olan olaraq daha kimi qadar sonra azerbaycan edib deyib isə olub haqqinda ki uzre',
  id: 'yang di dan untuk dengan dari ini pada ke tidak akan dalam adalah itu oleh juga sebagai telah bisa ada para saat karena',
  vi: 'va cua la trong cac cho duoc voi mot co khong nguoi tu nay khi den da o tai nhung ve theo voi',
  sw: 'ya wa na kwa ni za katika la cha kuwa hiyo huo baada yake wake hii kwamba watu nchi serikali',
  so: 'oo ka ee in ku iyo ay la uu u si soo aan wuxuu ah waxaa dalka kale kala',
  ku: 'u li di de bi ji ku ya e ne her ev jî bo le en xwe dike kir kurdistane',
  hr: 'i u je na se da za od su s o te koji iz kako a ali nije bi sto ce godine do prema nakon bez samo jos',
  sq: 'e te ne per dhe me nga qe i nje se eshte ka do si u pas nuk ky kjo shqiperi edhe por mbi',
}

/** For each folded word, the languages that it speaks for. */
export const FUNCTION_WORDS: ReadonlyMap<string, readonly string[]> = wordTable()

function wordTable(): Map<string, string[]> {
  const table = new Map<string, string[]>()
  for (const [language, list] of Object.entries(LISTS)) {
    for (const word of new Set(list.split(' '))) table.set(word, [...(table.get(word) ?? []), language])
  }
  return table
}
