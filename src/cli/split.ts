import { loadConfig } from '../config/load.ts'
import { mint, openWorks } from '../deps.ts'
import { splitStory } from '../flows/split.ts'
import { type AddCommand, type CliContext, CommandError, type Places, withPlaces } from './context.ts'

/** `khulasa split`: "not the same story". */
export const addSplit: AddCommand = (program, context) => {
  withPlaces(program.command('split'))
    .description('say that articles are not the same story as the rest: they are told apart, for good')
    .argument('<story>', 'the id of a story, or the address of its page')
    .argument('<articles...>', 'ids of articles, or their addresses at the outlet')
    .action((story: string, articles: string[], places: Places) => split(story, articles, places, context))
}

async function split(
  story: string,
  articles: string[],
  { config, data }: Places,
  context: CliContext,
): Promise<void> {
  const [uuid] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(story) ?? []
  const works = await openWorks(await loadConfig(config), data, {
    signal: context.signal,
    onCommit: () => {},
  })
  try {
    const { store, now } = works.collect
    const done = await splitStory(`urn:uuid:${(uuid ?? story).toLowerCase()}`, articles, { store, now, mint })
    switch (done.kind) {
      case 'split':
        await works.arranger.arrange()
        context.print(done.publicId.replace('urn:uuid:', ''))
        break
      case 'unknown-story':
        throw new CommandError(`There is no story ${story}. Its page's address names it: /stories/ID.`)
      case 'unknown-article':
        throw new CommandError(
          `${done.article} is no article of that story. Name it by its address at the outlet.`,
        )
      case 'nothing-left':
        throw new CommandError(
          'All articles of the story were named, or none. Name those that belong elsewhere.',
        )
    }
  } finally {
    await works.close()
  }
}
