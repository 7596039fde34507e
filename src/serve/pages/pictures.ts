import type { Frame } from './views.ts'

const PICTURE = /<(img|source|video)\b([^>]*)>/g
const ATTRIBUTE = /\s(src|srcset|sizes|poster)="([^"]*)"/g

/**
 * Shows the pictures of an article's text as the site is set to: from their outlets, through us, or not at all; late, and
 * telling nobody who reads. The text is safe HTML, in which no attribute holds a `>` or a `"`.
 */
export function withPictures({ image, site }: Pick<Frame, 'image' | 'site'>, html: string): string {
  const isDirect = (site.images ?? 'direct') === 'direct'
  return html.replace(PICTURE, (tag, name: string, attributes: string) => {
    if (name === 'img') return picture(attributes, isDirect, image)
    if (isDirect) return tag
    // a choice of sizes is left out where not every one of them goes through us
    if (name === 'source') return attributes.includes('srcset=') ? '' : tag
    return `<video${attributes.replace(ATTRIBUTE, (given, key) => (key === 'poster' ? '' : given))}>`
  })
}

function picture(attributes: string, isDirect: boolean, image: Frame['image']): string {
  const [, , written = ''] = [...attributes.matchAll(ATTRIBUTE)].find(([, key]) => key === 'src') ?? []
  const src = image(decoded(written))
  if (src === null) return ''
  const others = attributes.replace(ATTRIBUTE, (given, key) => (key === 'src' || !isDirect ? '' : given))
  return `<img src="${encoded(src)}" loading="lazy" decoding="async" referrerpolicy="no-referrer"${others.replace(/\s(?:loading|decoding|referrerpolicy)="[^"]*"/g, '')}>`
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

function decoded(attribute: string): string {
  return attribute.replace(/&(?:amp|lt|gt|quot|#39);/g, entity => ENTITIES[entity] ?? entity)
}

function encoded(url: string): string {
  return url
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
