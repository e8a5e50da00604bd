import '@cubekit/ui/styles.css'
import type { ReactNode } from 'react'
import './page.css'

export const metadata = { title: 'Cubekit with Next.js', icons: 'data:,' }

export default function Layout({ children }: { children: ReactNode }): ReactNode {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
