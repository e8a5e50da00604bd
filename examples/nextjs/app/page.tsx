import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { CubeApp } from '../cube/CubeApp.tsx'
import { firstSessionCookie, fromCookie } from '../cube/firstSession.ts'
import { Home } from './Home.tsx'

export default async function Page(): Promise<ReactNode> {
  const { CUBE_APP_ID, CUBE_API_URL } = process.env
  const note = (await cookies()).get(firstSessionCookie)
  return (
    <CubeApp appId={Number(CUBE_APP_ID)} apiUrl={CUBE_API_URL} initialSession={fromCookie(note?.value)}>
      <Home />
    </CubeApp>
  )
}
