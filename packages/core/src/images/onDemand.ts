import { CubeError } from '../errors/CubeError.ts'

/**
 * Loads code. Of what does not come, some browsers remember that as long as the page is there, and others ask again, each
 * time that this is called.
 *
 * @throws CubeError `unreachable` with the field `module`, which no server's answer has.
 */
export async function onDemand<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch {
    throw new CubeError('unreachable', {
      fields: { module: ['not-loaded'] },
      message: 'Code did not load. Check the network, then load the page again.',
    })
  }
}
