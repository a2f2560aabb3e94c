## عرض العامل: سؤال واحد أو تعليمة واحدة في كل صفحة، وجملتان على الأكثر.
## The whole Arabic of the worker view. Simple modern standard Arabic. "قراءة" is scanning and "محو" is erasing:
## "مسح" would say both. Codes inside a sentence stand between { "\u2066" } and { "\u2069" }, left to right.

worker-language-name = العربية

worker-yes = نعم
worker-no = لا
worker-none-there = لا يوجد
worker-done = تم
worker-finished = انتهى
worker-back = رجوع
worker-skip = تخطي
worker-next-device = الجهاز التالي
worker-answer-again = الإجابة من جديد
worker-listen = استمع
worker-quiet = إيقاف الصوت
worker-home = الصفحة الرئيسية
worker-help = أحتاج إلى مساعدة
worker-help-ask = نادِ المشرف. أرِه هذه الشاشة.
worker-help-say = يمكنك أن تقول بالفرنسية:
worker-help-sentence = أحتاج إلى مساعدة من فضلك.
worker-whole-list = عرض القائمة كاملة
worker-whole-bench = العمل بالقوائم الكاملة

worker-scan = اقرأ ملصق الجهاز
worker-scan-help = استعمل القارئ، أو اكتب الرمز.
worker-scan-label = الرمز المكتوب على الملصق
worker-scan-go = بحث
worker-or-take = أو تابع العمل على
worker-language = اللغة
worker-code-unknown = هذا الرمز غير معروف هنا. تحقق من الملصق، أو اسأل المشرف.

worker-part-triage = الفرز
worker-part-erasure = محو البيانات
worker-part-refurbishment = التجديد
worker-part-check = الفحص

worker-grade-a = جيد جدًا: بلا علامات
worker-grade-b = جيد: خدوش صغيرة
worker-grade-c = مقبول: خدوش ظاهرة
worker-grade-scrap = مكسور أو خطير

worker-system = ما نظام الجهاز؟
worker-system-help = انظر إلى الشاشة عند التشغيل.
worker-reset = أعد الجهاز إلى إعدادات المصنع.
worker-reset-help = انتظر حتى النهاية. ثم اضغط على الزر.
worker-activation-lock = هل أُزيل حساب { "\u2066" }Apple{ "\u2069" }؟
worker-activation-lock-help = يجب ألا يطلب الجهاز أي حساب.
worker-reset-protection = هل أُزيل حساب { "\u2066" }Google{ "\u2069" }؟
worker-reset-protection-help = يجب ألا يطلب الجهاز أي حساب قديم.
worker-device-management = هل أُزيلت الإدارة عن بُعد؟
worker-device-management-help = يجب ألا تظهر رسالة من مدرسة أو شركة.
worker-sim = هل أُخرجت بطاقة { "\u2066" }SIM{ "\u2069" }؟
worker-sim-help = إن وُجدت بطاقة فأخرجها.
worker-sd = هل أُخرجت بطاقة الذاكرة؟
worker-sd-help = إن وُجدت بطاقة فأخرجها.
worker-slot-emptied = نعم، المكان فارغ
worker-no-slot = لا مكان للبطاقة
worker-photo = صوّر شاشة البداية.
worker-photo-help = يجب أن تظهر الشاشة الأولى بوضوح.
worker-photo-choose = الصورة
worker-photo-send = إرسال الصورة
worker-wipe = امحُ القرص.
worker-wipe-help = شغّل الحاسوب من مفتاح { "\u2066" }USB{ "\u2069" } الخاص بالمحو. انتظر حتى النهاية.
worker-log = أضف ملف المحو.
worker-log-help = الملف على مفتاح { "\u2066" }USB{ "\u2069" }.
worker-log-choose = الملف
worker-log-send = إرسال الملف
worker-serials = الرقم المكتوب على القرص
worker-ask-check = انتهى العمل!
worker-ask-check-help = شخص آخر سيفحص الجهاز.
worker-ask-check-button = طلب الفحص

worker-stop-supervisor = توقف. القرار للمشرف.
worker-stop-supervisor-help = ضع الجهاز جانبًا.
worker-stop-training = يحتاج المحو إلى شخص مدرَّب.
worker-stop-give = أعطِ الجهاز للمشرف.
worker-stop-locked = الجهاز مقفل.
worker-stop-locked-help = ما زال فيه حساب قديم. أعطه للمشرف.
worker-stop-finished = انتهى العمل، أحسنت!
worker-stop-finished-help = سيفحصه شخص آخر. ضع الجهاز في مكانه.
worker-stop-ready = هذا الجهاز جاهز.
worker-stop-nothing = لا يوجد عمل هنا.
worker-stop-elsewhere = لا عمل هنا على هذا الجهاز.

worker-repair = هناك مشكلة. أصلحها، أو اطلب المساعدة.
worker-came-back = عاد الجهاز إليك. اقرأ السبب، أو اسأل المشرف.
worker-log-refused = المحو غير مقبول. أعد المحو، أو اطلب المساعدة.

worker-refused-moved = تقدّم العمل على هذا الجهاز. انظر إلى هذه الصفحة.
worker-refused-training = يحتاج هذا العمل إلى تدريب. نادِ المشرف.
worker-refused-repair = لا يفتح الجهاز إلا شخص مدرَّب. نادِ المشرف.
worker-refused-locked = الجهاز مقفل. نادِ المشرف.
worker-refused-changed = شخص آخر غيّر هذا الجهاز الآن. أجب من جديد.
worker-refused-other = لم يُسجَّل شيء. نادِ المشرف.

worker-answer-missing = اختر جوابًا.
worker-photo-missing = التقط صورة أولًا.
worker-photo-wrong = هذا الملف ليس صورة. التقط صورة أخرى.
worker-photo-too-early = أجب أولًا عن الأسئلة السابقة.
worker-log-missing = اختر الملف أولًا.
worker-log-wrong = هذا ليس الملف الصحيح. اختر ملفًا آخر.
worker-serials-missing = اكتب الرقم المكتوب على القرص.

## Said by every screen, and here in Arabic.

product-name = Passe-Relais
skip-to-content = انتقل إلى المحتوى
working = جارٍ الإرسال…
demo-banner = عرض تجريبي: كل ما تراه هنا غير حقيقي.
sign-out = تسجيل الخروج
accessibility-statement = إمكانية الوصول
error-prefix = خطأ:
queue-not-sent = { $count } في انتظار الإرسال
queue-of-others = { $count } لشخص آخر
queue-scan-kept = الخادم لا يجيب. حُفظ هذا الرمز على الجهاز ({ $count } في انتظار الإرسال).
queue-not-kept = لم يُحفظ هذا الجواب على الجهاز. لا تغلق الصفحة. انتظر الشبكة، ثم أرسله من جديد.
queue-too-large = هذا الملف كبير جدًا. لم يُحفظ شيء. اختر صورة أصغر.
scan-busy = لحظة من فضلك. الرمز السابق قيد الإرسال.
scan-no-network = الخادم لا يجيب. لم يُرسَل الرمز. تحقق من الشبكة، ثم أعد القراءة.
scan-signed-out = انتهت جلستك ولم يُرسَل الرمز. سجّل الدخول من جديد.
scan-failed = لم يُسجَّل الرمز. أعد القراءة.
bench-change-person = تغيير الشخص
lock-title = محطة العمل مقفلة
lock-help = ما كان يكتبه { $name } محفوظ. اقرأ الشارة نفسها بالقارئ.
badge-scan = اقرأ شارتك بالقارئ
badge-pin = رمزك السري
badge-submit = بدء العمل
os-family-apple = { "\u2066" }iPad{ "\u2069" } أو { "\u2066" }iPhone{ "\u2069" }
os-family-android = Android
os-family-chrome-os = ChromeOS
os-family-windows = Windows
os-family-other = نظام آخر

## The questions of the checklists, by their item; with the kind of device where it asks it in its own way.

check-label-matches = رقم الجهاز = رقم الملصق؟
check-phone-label-matches = رقم { "\u2066" }IMEI (*#06#){ "\u2069" } = رقم الملصق؟
check-accessory-label-matches = هل الغرض هو المكتوب على الملصق؟
check-powers-on = هل يشتغل الجهاز؟
check-no-owner-lock = هل الجهاز بلا حساب وبلا قفل؟
check-laptop-no-owner-lock = هل الحاسوب بلا كلمة سر { "\u2066" }BIOS{ "\u2069" }؟
check-desktop-no-owner-lock = هل الحاسوب بلا كلمة سر { "\u2066" }BIOS{ "\u2069" }؟
check-no-swelling = هل البطارية مسطحة وغير منتفخة؟
check-look = كيف هو مظهر الجهاز؟
check-card-slots = هل أُخرجت بطاقتا { "\u2066" }SIM{ "\u2069" } و{ "\u2066" }SD{ "\u2069" }؟
check-screen = هل الشاشة بلا بقع وبلا شقوق؟
check-laptop-screen = هل الشاشة بلا بقع وإضاءتها متساوية؟
check-touch = هل يعمل اللمس في كل مكان؟
check-multitouch = هل يعمل التكبير بإصبعين؟
check-buttons = هل تعمل الأزرار؟
check-cameras = هل تعمل الكاميرا الأمامية والخلفية؟
check-microphone = هل يسجّل الميكروفون الصوت؟
check-speaker = هل الصوت واضح؟
check-charge-port = هل منفذ الشحن ثابت؟
check-battery = هل تحتفظ البطارية بالشحن؟
check-accessory-battery = هل البطارية جيدة؟
check-wifi = هل يعمل الواي فاي؟
check-bluetooth = هل يعمل البلوتوث؟
check-sensors = هل تدور الصورة مع الجهاز؟
check-stylus = هل القلم موجود ويعمل؟
check-clean = هل الجهاز نظيف ومعقّم؟
check-updates = هل النظام محدَّث؟
check-language = هل النظام باللغة الفرنسية؟
check-charger = هل الشاحن موجود ويعمل؟
check-accessories = هل الملحقات موجودة؟
check-call = هل تسمع في المكالمة ويُسمع صوتك؟
check-text-message = هل تُرسَل الرسائل القصيرة وتصل؟
check-mobile-data = هل يعمل إنترنت الهاتف { "\u2066" }(4G, 5G){ "\u2069" }؟
check-sim-unlocked = هل يقبل كل بطاقات { "\u2066" }SIM{ "\u2069" }؟
check-proximity = هل تنطفئ الشاشة قرب الأذن؟
check-vibration = هل يعمل الاهتزاز؟
check-biometrics = هل تعمل بصمة الإصبع أو بصمة الوجه؟
check-nfc = هل يعمل الاتصال القريب { "\u2066" }(NFC){ "\u2069" }؟
check-boot = هل يصل التشغيل إلى سطح المكتب؟
check-memory = هل اختبار الذاكرة بلا أخطاء؟
check-disk = هل القرص سليم { "\u2066" }(SMART){ "\u2069" }؟
check-usb = هل يعمل كل منفذ { "\u2066" }USB{ "\u2069" }؟
check-keyboard = هل تعمل كل المفاتيح { "\u2066" }(AZERTY){ "\u2069" }؟
check-touchpad = هل تعمل لوحة اللمس؟
check-hinges = هل المفصلات ثابتة؟
check-webcam = هل تعمل كاميرا الحاسوب؟
check-speakers = هل الصوت واضح يمينًا ويسارًا؟
check-jack = هل يعمل منفذ سماعة الرأس؟
check-video-out = هل يعمل مخرج الصورة؟
check-desktop-video-out = هل تظهر الصورة على كل مخرج؟
check-cooling = هل تعمل المروحة بلا سخونة زائدة؟
check-power-supply = هل مزوّد الطاقة بلا ضجيج وبلا رائحة؟
check-clock = هل يحفظ الوقت دون كهرباء؟
check-sound = هل يعمل مخرج الصوت والميكروفون؟
check-network = هل تعمل الشبكة، بالكابل أو بالواي فاي؟
check-keyboard-mouse = هل لوحة المفاتيح والفأرة موجودتان؟
check-power-cable = هل كابل الكهرباء موجود؟
check-screen-power-cable = هل كابل الكهرباء موجود وسليم؟
check-pixels = هل الصورة بلا بقع وبلا خطوط؟
check-inputs = هل يعمل كل منفذ للصورة؟
check-stand = هل القاعدة ثابتة؟
check-complete = هل كل شيء موجود وغير مكسور؟
check-works = هل يعمل؟
check-cables = هل الكابلات سليمة؟
check-hygiene = هل نُظّف وبُدّلت الإسفنجات والأطراف؟
check-instructions = هل دليل الاستعمال مرفق؟
