/**
 * Words that tell nothing of an event, of the languages that feeds are mostly written in. They only stand in until enough
 * articles were read: from then on a word's own frequency says how much it tells.
 */
export const FUNCTION_WORDS = `
في من على الى عن مع ان انه انها هذا هذه ذلك التي الذي الذين ما لا لم لن قد كان كانت يكون هو هي هم او ثم بعد قبل بين حتى كل بعض غير
عند منذ خلال حول ضد اي كما لكن اذا بل نحن له لها لهم به بها فيه فيها منه منها عليه عليها اليه وقد وهو وهي وان ومن وفي قال قالت اكد
واكد واضاف واوضح اليوم امس عام يوم تم حيث لدى دون نحو عبر اكثر احد ايضا وكان بن
the a an of in on to for and or but with at by from as is are was were be been has have had it its this that these those he she they his her
their who which what how why when where will would can could may might not no new more most after before over under about into out up down off
than as says said say amid against during between you your we our us i my do does did if so all one two first just also
le la les des du un une et en au aux pour dans sur par avec est sont que qui ce cette son ses pas plus d l
el los las del y por para con una se su es al lo como sus
der die das und den dem des ein eine einen mit von zu im ist sind auf für nicht auch nach bei aus wie
il di che e per della dei nel alla con non o os da do dos das em no na uma com ao
ve bir bu da de ile için olarak olan
и в на не с по что за из от для как это его при о к у
که در به از را با این آن برای است شد
`
  .trim()
  .split(/\s+/)
