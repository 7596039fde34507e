/**
 * The true stories among the sample articles, by event: every article that reports it, the earliest first.
 * A follow-up is an event of its own, and a story is told in one language: where both report an event it is
 * listed twice, with `-en`. Each article that is not listed is a story alone.
 */
export const EXPECTED_STORIES: Record<string, string[]> = {
  'hudhud-launch': ['masar/n-30418', 'difaf/hudhud-in-orbit', 'nawafith/hudhud-what-for'],
  'hudhud-launch-en': ['northwire/hudhud-3-reaches-orbit', 'meridian/a-satellite-that-counts-drops'],
  'valdria-election': [
    'northwire/valdria-early-results',
    'courier/torvan-ahead-in-valdria',
    'meridian/valdria-verdict',
    'lantern/valdria-count',
  ],
  'sarw-flood': ['masar/n-30402', 'difaf/sarw-valley-families', 'sariya/84127', 'nawafith/sarw-night'],
  'taliban-russia-memorandum': ['masar/n-30396', 'difaf/wheat-fuel-memo', 'nawafith/bread-and-rail'],
  'continental-shield': ['lantern/we-won-the-shield', 'courier/rovers-lift-shield', 'meridian/adeyo-shield'],
  'east-cup': ['difaf/east-cup-final', 'sariya/84101', 'nawafith/dairi-header'],
  'valdria-rate-cut': ['northwire/valdria-rate-cut', 'courier/valdria-cuts-rates', 'meridian/quarter-point'],
  'tell-yasmin-election': ['masar/n-30377', 'sariya/84094', 'difaf/tell-yasmin-women'],
  'skerrin-strike': [
    'northwire/skerrin-strike-ends',
    'courier/skerrin-ferries-resume',
    'lantern/islanders-cheer-ferries',
  ],
  'sindian-wreck': ['masar/n-30361', 'nawafith/harbour-wreck', 'difaf/amphora-ship'],
  'kazan-fair': ['sariya/84060', 'nawafith/kazan-fair'],
  'storm-wenna': [
    'northwire/storm-wenna-eastmere',
    'courier/wenna-batters-eastmere',
    'meridian/wenna-eastmere',
  ],
  'fast-train': ['masar/n-30338', 'sariya/84033'],
  'coral-link': ['northwire/coral-link-repaired', 'meridian/coral-link'],
  'film-festival': ['difaf/olive-shadow', 'nawafith/golden-oak'],
  'library-reopening': ['courier/central-library-reopens', 'lantern/library-ceiling'],
  'taliban-russia-talks': [
    'masar/n-30305',
    'northwire/ar-moscow-talks',
    'sariya/83970',
    'difaf/moscow-first-round',
    'nawafith/taliban-russia-talks',
  ],
  'taliban-russia-talks-en': ['northwire/taliban-moscow-talks', 'meridian/taliban-moscow'],
}

/** The stories that the demo's topic `taliban-russia` has to hold, and no other. */
export const EXPECTED_IN_TALIBAN_RUSSIA = ['taliban-russia-talks', 'taliban-russia-memorandum', 'kazan-fair']
