import { en } from '@cubekit/ui'
import type { CubeMessages } from '@cubekit/ui'
import { ar } from '@cubekit/ui/messages/ar'
import { de } from '@cubekit/ui/messages/de'
import { es } from '@cubekit/ui/messages/es'
import { fr } from '@cubekit/ui/messages/fr'
import { he } from '@cubekit/ui/messages/he'
import { ja } from '@cubekit/ui/messages/ja'
import { pt } from '@cubekit/ui/messages/pt'
import { uk } from '@cubekit/ui/messages/uk'
import { zh } from '@cubekit/ui/messages/zh'

/** A language of the toolbar. */
export interface Language {
  code: string
  /** In the language itself. */
  title: string
  messages: CubeMessages
}

/** The languages that Cubekit speaks. An app loads only the ones it shows; the stories have them all at hand. */
export const languages: readonly Language[] = [
  { code: 'en', title: 'English', messages: en },
  { code: 'de', title: 'Deutsch', messages: de },
  { code: 'es', title: 'Español', messages: es },
  { code: 'fr', title: 'Français', messages: fr },
  { code: 'pt', title: 'Português', messages: pt },
  { code: 'uk', title: 'Українська', messages: uk },
  { code: 'ar', title: 'العربية', messages: ar },
  { code: 'he', title: 'עברית', messages: he },
  { code: 'zh', title: '中文', messages: zh },
  { code: 'ja', title: '日本語', messages: ja },
]

/** The languages among them that are written from right to left. */
export const rightToLeft: ReadonlySet<string> = new Set(['ar', 'he'])
