import { version } from 'react'
import { version as domVersion } from 'react-dom'

if (!version.startsWith('18.') || !domVersion.startsWith('18.')) {
  throw new Error(`The project react18 runs on React ${version} with React DOM ${domVersion}.`)
}
