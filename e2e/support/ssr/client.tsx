import { createCubeClient, remoteSigner } from '@cubekit/core'
import { hydrateRoot } from 'react-dom/client'
import { App } from './App.tsx'
import type { PageData } from './PageData.ts'

// Both as the server's page has them. JSON.parse, because the page is ours.
const data = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as PageData
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no element with the id "root".')

const { appId, apiUrl, initialSession } = data
const client = createCubeClient({ appId, apiUrl, signer: remoteSigner('/api/cube/sign') })
hydrateRoot(root, <App client={client} initialSession={initialSession} />)
