import { en, enUsers } from '@cubekit/ui'
import type { CubeMessages, UsersMessages } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'
import { de } from '@cubekit/ui/messages/de'
import { es } from '@cubekit/ui/messages/es'
import { fr } from '@cubekit/ui/messages/fr'
import { he } from '@cubekit/ui/messages/he'
import { ja } from '@cubekit/ui/messages/ja'
import { pt } from '@cubekit/ui/messages/pt'
import { uk } from '@cubekit/ui/messages/uk'
import { arUsers } from '@cubekit/ui/messages/users/ar'
import { deUsers } from '@cubekit/ui/messages/users/de'
import { esUsers } from '@cubekit/ui/messages/users/es'
import { frUsers } from '@cubekit/ui/messages/users/fr'
import { heUsers } from '@cubekit/ui/messages/users/he'
import { jaUsers } from '@cubekit/ui/messages/users/ja'
import { ptUsers } from '@cubekit/ui/messages/users/pt'
import { ukUsers } from '@cubekit/ui/messages/users/uk'
import { zhUsers } from '@cubekit/ui/messages/users/zh'
import { zh } from '@cubekit/ui/messages/zh'

/** A language of the toolbar. */
export interface Language {
  code: string
  /** In the language itself. */
  title: string
  messages: CubeMessages & UsersMessages
}

/** The languages that Cubekit speaks. An app loads only the ones it shows; the stories have them all at hand. */
export const languages: readonly Language[] = [
  { code: 'en', title: 'English', messages: { ...en, ...enUsers } },
  { code: 'de', title: 'Deutsch', messages: { ...de, ...deUsers } },
  { code: 'es', title: 'Español', messages: { ...es, ...esUsers } },
  { code: 'fr', title: 'Français', messages: { ...fr, ...frUsers } },
  { code: 'pt', title: 'Português', messages: { ...pt, ...ptUsers } },
  { code: 'uk', title: 'Українська', messages: { ...uk, ...ukUsers } },
  { code: 'ar', title: 'العربية', messages: { ...ar, ...arUsers } },
  { code: 'he', title: 'עברית', messages: { ...he, ...heUsers } },
  { code: 'zh', title: '中文', messages: { ...zh, ...zhUsers } },
  { code: 'ja', title: '日本語', messages: { ...ja, ...jaUsers } },
]

/** The languages among them that are written from right to left. */
export const rightToLeft: ReadonlySet<string> = new Set(['ar', 'he'])
