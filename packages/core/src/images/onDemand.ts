import { CubeError } from '../errors/CubeError.ts'

/** Code that could not be loaded is like a server that did not answer: trying again may help. */
export async function onDemand<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch {
    throw new CubeError('unreachable')
  }
}
