import { CubeError } from '../errors/CubeError.ts'

/** Code that could not be loaded is like a server that did not answer: trying again may help. */
export function onDemand<Module>(loading: Promise<Module>): Promise<Module> {
  return loading.catch(() => {
    throw new CubeError('unreachable')
  })
}
