import CLibcurl
import Office
package import Store
package import Supervision

/// Hands one mail to the office's server by SMTP (RFC 5321).
package struct MailTransport: Sendable {
    private let settings: MailSettings
    private let password: String
    /// The public address of the site, without which mails have no links.
    private let publicURL: String

    /// `password` from outside goes before the stored one.
    package init(_ settings: MailSettings, password: String?, publicURL: String) {
        self.settings = settings
        self.password = password ?? settings.password
        self.publicURL = publicURL
    }

    /// What an attempt came to, and the server's last words.
    package struct Answer: Sendable, Equatable {
        package let outcome: Delivery.Outcome
        package let words: String
    }

    /// The same `id` is the same mail, however often it is sent.
    package func send(
        id: String, to recipient: MailAddress, subject: String, body: MessageBody, at: Instant
    ) async -> Answer {
        guard let sender = settings.sender, settings.isSet else {
            return Answer(outcome: .failed("未设置邮件服务器。"), words: "")
        }
        let mail = MailMessage(
            sender: sender.text, senderName: settings.senderName, recipient: recipient.text, subject: subject,
            messageID: "\(id)@\(sender.domain)", date: MailMessage.date(secondsSince1970: at.milliseconds / 1_000),
            text: body.plain(at: publicURL), html: body.html(at: publicURL),
            unsubscribe: publicURL.isEmpty ? "" : "\(publicURL)/reminders")
        return MailTransport.answer(await transfer(mail, from: sender, to: recipient).run())
    }

    private func transfer(_ mail: MailMessage, from sender: MailAddress, to recipient: MailAddress) -> Transfer {
        let scheme = settings.security == .implicit ? "smtps" : "smtp"
        var transfer = Transfer(
            url: "\(scheme)://\(settings.host):\(settings.port)", protocols: "smtp,smtps", upload: mail.bytes)
        transfer.texts = [(CURLOPT_MAIL_FROM, "<\(sender.text)>")]
        if !settings.authorities.isEmpty { transfer.texts.append((CURLOPT_CAINFO, settings.authorities)) }
        if !settings.user.isEmpty {
            transfer.texts += [(CURLOPT_USERNAME, settings.user), (CURLOPT_PASSWORD, password)]
        }
        let encryption =
            switch settings.security {
            case .implicit, .required: CURLUSESSL_ALL
            case .optional: CURLUSESSL_TRY
            case .none: CURLUSESSL_NONE
            }
        transfer.numbers = [(CURLOPT_UPLOAD, 1), (CURLOPT_USE_SSL, Int(encryption.rawValue))]
        transfer.lists = [(CURLOPT_MAIL_RCPT, ["<\(recipient.text)>"])]
        return transfer
    }

    private static func answer(_ result: Transfer.Result) -> Answer {
        let words = lastReply(in: result.replies)
        guard result.code != CURLE_OK else { return Answer(outcome: .sent, words: words) }
        if result.code == CURLE_ABORTED_BY_CALLBACK { return Answer(outcome: .postponed(seconds: 0), words: words) }
        let said = TransferWords.mail(result.code)
        let whole = words.isEmpty ? "\(said)。" : "\(said)。服务器答复：\(words)"
        // A wrong password or a missing certificate is the office's to mend and no fault of this one mail.
        let isOurs = [CURLE_LOGIN_DENIED, CURLE_USE_SSL_FAILED, CURLE_REMOTE_ACCESS_DENIED].contains(result.code)
        let isFinal = words.hasPrefix("5") && !isOurs
        return Answer(outcome: isFinal ? .refused(whole) : .failed(whole), words: words)
    }

    /// The last line that the server said before it took its leave, in a length that fits a page.
    private static func lastReply(in replies: String) -> String {
        let lines = replies.split(whereSeparator: \.isNewline)
        let line = lines.last { $0.prefix(3).allSatisfy(\.isNumber) && !$0.hasPrefix("221") } ?? ""
        return String(line.unicodeScalars.filter { $0.value >= 0x20 }.map(Character.init).prefix(200))
    }
}

/// What libcurl's codes mean for somebody who has set a server up.
enum TransferWords {
    static func mail(_ code: CURLcode) -> String {
        switch code {
        case CURLE_LOGIN_DENIED: "用户名或密码不对，或服务器不接受这种登录方式"
        case CURLE_USE_SSL_FAILED: "服务器不支持STARTTLS加密"
        case CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY: "服务器没有接收这封邮件"
        default: common(code)
        }
    }

    static func common(_ code: CURLcode) -> String {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: "找不到这台服务器，请检查地址"
        case CURLE_COULDNT_CONNECT: "连接不上服务器，请检查地址、端口和防火墙"
        case CURLE_OPERATION_TIMEDOUT: "服务器没有在规定时间内答复"
        case CURLE_PEER_FAILED_VERIFICATION: "服务器的证书没有通过校验"
        case CURLE_SSL_CACERT_BADFILE: "读不到设置的CA证书文件"
        case CURLE_SSL_CONNECT_ERROR: "加密连接没有建立，请检查加密方式和端口"
        case CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE: "连接中途断开"
        default: "发送失败（\(code.rawValue)）"
        }
    }
}
