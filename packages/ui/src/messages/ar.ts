import type { CubeMessages } from './CubeMessages.ts'

const unavailable = 'هذا غير متاح حاليًا. حاول لاحقًا أو تواصل مع الدعم.'

/**
 * Arabic, written from right to left.
 *
 * @example
 * import { ar } from '@cubekit/ui/messages/ar'
 *
 * <CubeLocaleProvider locale="ar" dir="rtl" messages={ar}>…</CubeLocaleProvider>
 */
export const ar: CubeMessages<'zero' | 'one' | 'two' | 'few' | 'many' | 'other'> = {
  'login.title': 'تسجيل الدخول',
  'login.titleAgain': 'مرحبًا بعودتك',
  'login.descriptionAgain': 'انتهت جلستك. أدخل كلمة المرور للمتابعة.',
  'login.switchUser': 'لست أنت؟',
  'login.submit': 'تسجيل الدخول',
  'guest.title': 'المتابعة كضيف',
  'guest.description': 'لا حاجة إلى حساب. هذا هو الاسم الذي سيراه الآخرون.',
  'guest.submit': 'متابعة',
  'reauth.title': 'انتهت جلستك',
  'reauth.description':
    'تنتهي الجلسات بعد مدة من عدم الاستخدام. سجّل الدخول مجددًا يا {name} وأكمل من حيث توقفت.',
  'reauth.descriptionElsewhere':
    'تنتهي الجلسات بعد مدة من عدم الاستخدام. سجّل الدخول مجددًا يا {name} بالطريقة السابقة. ستُغلق هذه الصفحة أولًا.',
  'reauth.wrongPassword': 'هذه ليست كلمة مرور هذا الحساب. حاول مرة أخرى.',
  'reauth.submit': 'تسجيل الدخول مجددًا',
  'deletion.title': 'حذف الحساب',
  'deletion.description': 'يزيل حسابك وكل ما يتعلق به نهائيًا.',
  'deletion.open': 'حذف حسابي',
  'deletion.question': 'هل تريد حذف حسابك؟',
  'deletion.consequence': 'سيُحذف حساب {name} وكل ما فيه. لا يمكن التراجع عن ذلك.',
  'deletion.confirm': 'اكتب {word} للتأكيد',
  'deletion.word': 'حذف',
  'deletion.mismatch': 'اكتب {word} كما هي تمامًا.',
  'deletion.submit': 'حذف الحساب',
  'deletion.pending': 'جارٍ الحذف…',
  'deletion.cancel': 'الاحتفاظ بحسابي',
  'deletion.failed': 'لم يُحذف حسابك. حاول مرة أخرى أو تواصل مع الدعم.',
  'field.invalid': 'لم تُقبل هذه القيمة. تحقّق من كتابتها.',
  'field.identifier': 'اسم المستخدم أو البريد الإلكتروني',
  'field.identifierMissing': 'أدخل اسم المستخدم أو البريد الإلكتروني.',
  'field.password': 'كلمة المرور',
  'field.passwordMissing': 'أدخل كلمة المرور.',
  'field.showPassword': 'إظهار كلمة المرور',
  'field.name': 'الاسم الكامل',
  'field.nameMissing': 'أدخل اسمك.',
  'login.pending': 'جارٍ تسجيل الدخول…',
  'guest.pending': 'جارٍ تسجيل الدخول…',
  'form.tryAgain': 'حاول مرة أخرى',
  'form.retryIn': 'محاولات كثيرة جدًا. حاول مرة أخرى {time}.',
  'form.retryNow': 'يمكنك المحاولة الآن.',
  'error.unreachable': 'تعذّر الوصول إلى الخادم. تحقّق من اتصالك ثم حاول مرة أخرى.',
  'error.timeout': 'تأخّر الخادم في الرد. حاول مرة أخرى.',
  'error.protocol': 'تعذّرت قراءة رد الخادم. حاول مرة أخرى بعد قليل.',
  'error.rate-limited': 'محاولات كثيرة جدًا. انتظر دقيقة ثم حاول مرة أخرى.',
  'error.server-error': 'يواجه الخادم مشكلة حاليًا. حاول مرة أخرى بعد قليل.',
  'error.invalid-credentials': 'اسم المستخدم وكلمة المرور غير متطابقين. تحقّق منهما ثم حاول مرة أخرى.',
  'error.forbidden': 'ليس لديك إذن بدخول هذا التطبيق. تواصل مع فريق الدعم.',
  'error.session-expired': 'انتهت جلستك. سجّل الدخول مجددًا ثم حاول مرة أخرى.',
  'error.app-rejected': unavailable,
  'error.signature-rejected': unavailable,
  'error.clock-skew': 'تاريخ هذا الجهاز أو وقته غير صحيح. صحّحه ثم حاول مرة أخرى.',
  'error.identity-mismatch': 'هذا حساب شخص آخر. سجّل الدخول بحسابك أو سجّل الخروج أولًا.',
  'error.sessions-paused': 'تسجيل الدخول لا يعمل الآن. حاول مرة أخرى بعد قليل.',
  'error.other': 'لم ينجح ذلك. راجع ما أدخلته ثم حاول مرة أخرى.',
}
