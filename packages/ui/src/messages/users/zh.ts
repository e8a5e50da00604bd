import type { UsersMessages } from '../UsersMessages.ts'

/**
 * Chinese, in simplified characters.
 *
 * @example
 * import { zh } from '@cubekit/ui/messages/zh'
 * import { zhUsers } from '@cubekit/ui/messages/users/zh'
 *
 * const messages = { ...zh, ...zhUsers }
 *
 * <CubeLocaleProvider locale="zh" messages={messages}>…</CubeLocaleProvider>
 */
export const zhUsers: UsersMessages = {
  'picker.people': '人员',
  'picker.person': '人员',
  'picker.placeholder': '姓名、用户名或邮箱',
  'picker.open': '显示人员',
  'picker.choosePeople': '选择人员',
  'picker.choosePerson': '选择一个人',
  'picker.done': '完成',
  'picker.chosen': '已选择的人员',
  'picker.remove': '移除{name}',
  'picker.more': { other: '等另外 {count} 人' },
  'picker.unnamed': '未命名用户',
  'picker.unknown': '未知用户',
  'picker.member': '已是成员',
  'picker.found': { other: '找到 {count} 人。' },
  'picker.searching': '正在搜索…',
  'picker.tooShort': '请输入至少 4 个字符。',
  'picker.none': '没有找到任何人。请检查拼写，或尝试用户名或邮箱。',
  'picker.start': '请输入姓名、用户名或邮箱。',
  'picker.mayHaveMore': '可能还有更多结果。请输入更多内容以查找。',
  'picker.offline': '当前离线，仅显示此处已知的人员。',
  'picker.failed': '搜索失败。',
  'picker.tryAgain': '重试',
  'picker.selectShown': { other: '选择全部 {count} 人' },
  'picker.added': '已添加{name}。',
  'picker.removed': '已移除{name}。',
  'picker.addedMany': { other: '已添加 {count} 人。' },
  'picker.max': { other: '最多可选择 {count} 人。' },
  'picker.notFound': '未找到：{names}。',
  'picker.required': '请选择人员。',
  'people.unnamed': '未命名用户',
  'people.guest': '访客',
  'people.online': '在线',
  'people.offline': '离线',
  'people.justNow': '刚刚',
  'people.lastSeen': '上次在线：{time}',
  'people.tags': '标签',
  'people.list': '人员',
  'people.loading': '正在加载人员…',
  'people.none': '这里还没有人。',
  'people.failed': '无法加载人员。',
  'people.busy': '服务器繁忙，请{time}再试。',
  'people.disconnected': '当前离线，恢复连接后将在此显示人员。',
  'people.onlineCount': { other: '{count} 人在线' },
  'people.nobodyOnline': '目前没有人在线。',
}
