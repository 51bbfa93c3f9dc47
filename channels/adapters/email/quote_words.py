"""The words by which mailers of many languages introduce what they quote, separated by commas."""

from channels.adapters.email.phrases import listed

# "On <date> <somebody> wrote:": the first word, and the verb at or near the end.
ON = listed("""
on, at, am, le, el, il, op, em, dnia, dne, dňa, den, kl., på, lør, in data, w dniu, в, 在, 於, 于, vào
pada, dana, în data, la data, la, a, no dia, el dia, el día, lúc, στις, ved, dátum, il giorno, den.
""")
WROTE = listed("""
wrote, writes, schrieb, schrieben, schreef, geschreven, het volgende geschreven, heeft geschreven
reageerde, a écrit, a ecrit, écrit, escribió, escribio, ha escrito, escreveu, ha scritto, scrisse
napisał(a), napisał, napisała, napisano, pisze, napsal(a), napsal, napsala, napísal(a), napísal, napísala
skrev, skriver, følgende, kirjoitti, kirjutas, írta, ezt írta, a scris, va escriure, ha escrit, napisao je
napisao, napisao/la, je napisal, je napisala, je napisal(a), написал(а), написал, написала, пишет
писал(а), писав, написав, написав(ла), пише, написа, έγραψε, έγραψαν, yazdı, şunları yazdı, đã viết
menulis, 写道, 写到, 寫道, 寫到, 写了, 撰写, 撰寫, さんは書きました, 書きました, のメール, のメッセージ
님이 작성, 작성, 님이 씀, כתב, כתבה, כתב/ה, מאת, كتب, نوشت, skreiv, rašė, parašė, rakstīja
""")

# Lines that say by themselves: from here on it is somebody else's mail.
SEPARATORS = listed("""
original message, original email, original mail, originalmeddelande, ursprungligt meddelande
original nachricht, ursprüngliche nachricht, originalnachricht, ursprüngliche mail
weitergeleitete nachricht, message d'origine, message d’origine, message original, message transféré
message initial, mensaje original, mensaje reenviado, mensagem original, mensagem encaminhada
messaggio originale, messaggio inoltrato, oorspronkelijk bericht, origineel bericht, doorgestuurd bericht
wiadomość oryginalna, oryginalna wiadomość, wiadomość przekazana dalej, původní zpráva, původní e-mail
přeposlaná zpráva, pôvodná správa, oprindelig meddelelse, videresendt meddelelse
vidarebefordrat meddelande, opprinnelig melding, original melding, videresendt melding
alkuperäinen viesti, välitetty viesti, eredeti üzenet, továbbított üzenet, исходное сообщение
пересылаемое сообщение, пересланное сообщение, оригинальное сообщение, оригинал письма
оригінальне повідомлення, вихідне повідомлення, переслане повідомлення, αρχικό μήνυμα, προωθημένο μήνυμα
orijinal ileti, orijinal mesaj, özgün ileti, iletilen mesaj, mesaj original, mesajul original
mesaj redirecționat, thư gốc, tin nhắn gốc, pesan asli, pesan terusan, 原始邮件, 原邮件, 原始信件
原始郵件, 原郵件, 转发的邮件, 转发邮件信息, 轉寄郵件, 回复的原邮件, 回复的邮件, 元のメッセージ
転送メッセージ, 転送されたメッセージ, オリジナルメッセージ, 원본 메시지, 원본 메일, 전달된 메시지
הודעה מקורית, ההודעה המקורית, رسالة أصلية, الرسالة الأصلية, forwarded message, forwarded mail
forwarded by, reply message, reply email, missatge original, izvorna poruka, originalna poruka
izvirno sporočilo, оригинално съобщение, algne sõnum, pradinis pranešimas, sākotnējais ziņojums
""")
FORWARDS = listed("""
begin forwarded message, anfang der weitergeleiteten nachricht, début du message transféré
début du message réexpédié, inicio del mensaje reenviado, início da mensagem reencaminhada
inizio messaggio inoltrato, begin doorgestuurd bericht, vidarebefordrat brev, videresendt besked
początek przekazywanej wiadomości, начало переадресованного сообщения, 开始转发的邮件, 下面是被转发的邮件
下面是被轉寄的郵件, 転送されたメッセージを開始
""")

# Names of header fields as mailers quote them, by what they hold; a quoted header has several in a row.
HEADERS = {
    "from": listed("""
        from, von, de, da, van, od, от, від, от кого, från, fra, lähettäjä, feladó, 发件人, 寄件者, 寄件人
        發件人, 差出人, 送信者, 送信元, 보낸 사람, 보낸사람, gönderen, kimden, από, מאת, من, từ, dari
        remitente, mittente, expéditeur, absender, afzender, nadawca, odesílatel, отправитель, saatja, nuo
        no, di
    """),
    "sent": listed("""
        sent, date, gesendet, gesendet am, datum, envoyé, envoyé le, enviado, enviado el, enviado em
        enviada em, enviada, fecha, data, inviato, verzonden, wysłano, data wysłania, odesláno, odoslané
        dátum, skickat, sendt, dato, lähetetty, päivämäärä, päiväys, küldve, elküldve, отправлено, дата
        надіслано, 发送时间, 發送時間, 发送日期, 日期, 时间, 時間, 寄件日期, 传送日期, 傳送時間, 送信日時
        日時, 日付, 보낸 날짜, 날짜, gönderildi, gönderme tarihi, tarih, ημερομηνία, στάλθηκε, נשלח, תאריך
        đã gửi, ngày, dikirim, tanggal, trimis, saadetud
    """),
    "to": listed("""
        to, an, à, a, para, aan, do, komu, кому, till, til, kenelle, vastaanottaja, címzett, 收件人
        收件者, 宛先, 送信先, 받는 사람, 받는사람, alıcı, kime, προς, אל, إلى, đến, kepada, către
        destinatario, destinatário, destinataire, odbiorca, для
    """),
    "cc": listed("""
        cc, kopie, копия, копія, kopia, kopi, kopio, másolat, copie, copia, cópia, dw, bcc, 抄送, 副本
        抄送人, 密送, 참조, bilgi, κοιν., עותק
    """),
    "subject": listed("""
        subject, betreff, objet, asunto, assunto, oggetto, risposta, onderwerp, temat, předmět, predmet
        ämne, emne, aihe, tárgy, тема, 主题, 主旨, 主題, 标题, 標題, 件名, 제목, konu, θέμα, נושא, الموضوع
        chủ đề, tiêu đề, subjek, subiect
    """),
    "other": listed(
        "reply-to, reply to, antwort an, répondre à, responder a, rispondi a, importance, priorität, 重要性"
    ),
}

# Lines that a telephone or an app adds under every mail.
DEVICE = listed("""
sent from my, sent from a, sent via, sent with, sent from mail for, sent from yahoo, sent from outlook
sent from samsung, sent from proton, sent from mailbird, sent from gmail, sent on the go, sent by
get outlook for, gesendet mit, gesendet von, von meinem, von unterwegs gesendet
diese nachricht wurde von meinem, envoyé de mon, envoyé depuis, envoyé à partir, envoyé avec
enviado desde, enviado do meu, enviado via, enviado de meu, enviado de mi, enviado por, inviato da
inviato dal mio, verzonden vanaf, verstuurd vanaf, verzonden met, verstuurd met, wysłano z, wysłane z
odesláno z, odoslané z, skickat från, sendt fra, lähetetty, küldve az, отправлено с, отправлено из
отправлено от, надіслано з, εστάλη από, iphone'umdan gönderildi, iphone'dan gönderildi
iphone’umdan gönderildi, trimis de pe, được gửi từ, đã gửi từ, dikirim dari, 发自我的, 发送自我的
来自我的, 寄自我的, 從我的, 发自手机, 發自我的, 发自网易邮箱, 发自qq邮箱, iphoneから送信, 私のiphone
androidから送信, 나의 iphone에서 보냄, 내 iphone에서, נשלח מה, أرسلت من
""")
# What such a line speaks of; "sent from my desk" is a sentence like any other.
DEVICES = listed("""
iphone, ipad, ipod, phone, mobile, android, blackberry, samsung, galaxy, huawei, xiaomi, redmi, oppo, vivo
nokia, htc, lg, sony, xperia, windows, mail, outlook, gmail, yahoo, aol, proton, tablet, smartphone, handy
handheld, mac, macbook, thunderbird, sparrow, mailbox, spark, email, e-mail, device, verizon, at&t
t-mobile, wireless, telefon, téléphone, teléfono, telefone, celular, portable, mobil, mobilní, телефон
мобильного, смартфон, почта, почты, 手机, 邮箱, 小米, 华为, 手機, airmail, mailspring, zoho, hey
superhuman, front, fastmail, ios, webmail, pixel, oneplus, apple, watch, palm, treo
""")
