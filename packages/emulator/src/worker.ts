import { serveFromWorker, type WorkerScope } from './browser/serveFromWorker.ts'

declare const self: WorkerScope

serveFromWorker(self)
