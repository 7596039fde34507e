import { loadConfig } from '../config/load.ts'
import { type AddCommand, type Places, withPlaces } from './context.ts'

/** `khulasa check`: the configuration, every problem. */
export const addCheck: AddCommand = (program, context) => {
  withPlaces(program.command('check'))
    .description('check the configuration and list every problem in it')
    .action(async ({ config }: Places) => {
      const { outlets, topics } = await loadConfig(config)
      context.print(`${config} is good: ${outlets.length} outlets, ${topics.length} topics`)
    })
}
