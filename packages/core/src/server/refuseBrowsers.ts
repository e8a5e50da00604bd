// What bundlers find for browsers in place of this folder: an import of a file that does not exist, whose name is
// the sentence that the build must fail with. It re-exports the same names, so that no bundler may drop it.
export {
  createSessionBroker,
  createSignerHandler,
  sameSecret,
  toNodeListener,
  // @ts-expect-error -- There is no such file.
} from './@cubekit/core/server holds your auth secret and must not be in a browser bundle. Import it in code that runs on your server only; pages use remoteSigner(url) or sessionBroker(url) of @cubekit/core'
