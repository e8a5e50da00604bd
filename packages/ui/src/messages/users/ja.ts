import type { UsersMessages } from '../UsersMessages.ts'

/**
 * Japanese, in the polite です and ます.
 *
 * @example
 * import { ja } from '@cubekit/ui/messages/ja'
 * import { jaUsers } from '@cubekit/ui/messages/users/ja'
 *
 * const messages = { ...ja, ...jaUsers }
 *
 * <CubeLocaleProvider locale="ja" messages={messages}>…</CubeLocaleProvider>
 */
export const jaUsers: UsersMessages = {
  'picker.people': 'ユーザー',
  'picker.person': 'ユーザー',
  'picker.placeholder': '名前、ユーザー名、メールアドレス',
  'picker.open': 'ユーザーを表示',
  'picker.choosePeople': 'ユーザーを選ぶ',
  'picker.choosePerson': 'ユーザーを一人選ぶ',
  'picker.done': '完了',
  'picker.chosen': '選んだユーザー',
  'picker.remove': '{name}さんを外す',
  'picker.more': { other: 'ほか{count}人' },
  'picker.unnamed': '名前のないユーザー',
  'picker.unknown': '不明なユーザー',
  'picker.member': '参加済み',
  'picker.found': { other: '{count}人見つかりました。' },
  'picker.searching': '検索中…',
  'picker.tooShort': '4文字以上入力してください。',
  'picker.none': '見つかりません。つづりを確認するか、ユーザー名やメールアドレスをお試しください。',
  'picker.start': '名前、ユーザー名、メールアドレスを入力してください。',
  'picker.mayHaveMore': 'ほかにもいるかもしれません。続けて入力すると見つかります。',
  'picker.offline': 'オフラインです。ここで既知のユーザーだけが表示されます。',
  'picker.failed': '検索できませんでした。',
  'picker.tryAgain': 'もう一度試す',
  'picker.selectShown': { other: '{count}人すべてを選ぶ' },
  'picker.added': '{name}さんを追加しました。',
  'picker.removed': '{name}さんを外しました。',
  'picker.addedMany': { other: '{count}人を追加しました。' },
  'picker.max': { other: '選べるのは{count}人までです。' },
  'picker.notFound': '見つかりません：{names}。',
  'picker.required': 'ユーザーを選んでください。',
  'people.unnamed': '名前のないユーザー',
  'people.guest': 'ゲスト',
  'people.online': 'オンライン',
  'people.offline': 'オフライン',
  'people.justNow': 'たった今',
  'people.lastSeen': '最終アクセス：{time}',
  'people.tags': 'タグ',
  'people.list': 'ユーザー',
  'people.loading': 'ユーザーを読み込んでいます…',
  'people.none': 'まだ誰もいません。',
  'people.failed': 'ユーザーを読み込めませんでした。',
  'people.busy': 'サーバーが混み合っています。{time}にもう一度お試しください。',
  'people.disconnected': 'オフラインです。接続が戻ると表示されます。',
  'people.onlineCount': { other: '{count}人がオンライン' },
  'people.nobodyOnline': '今オンラインの人はいません。',
}
