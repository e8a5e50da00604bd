import { drawPicture } from './drawPicture.ts'
import type { PictureTask } from './PictureTask.ts'
import { offscreenSurface } from './Surface.ts'

// A worker of its own per picture: whoever gives up ends it.

addEventListener('message', ({ data }: MessageEvent<PictureTask>) => {
  void drawPicture(data, offscreenSurface)
    .catch(() => 'cannot-encode' as const)
    .then((drawn) => postMessage(drawn))
})
