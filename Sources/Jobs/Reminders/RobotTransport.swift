import CLibcurl
import Foundation
import Store
package import Supervision

/// Posts messages to a group robot, part by part.
package struct RobotTransport: Sendable {
    private let webhook: Webhook
    /// Hosts inside the house that the administrator allowed.
    private let allowed: [String]

    package init(_ webhook: Webhook, allowed: [String]) {
        self.webhook = webhook
        self.allowed = allowed
    }

    /// Posts a short message at once, for who tries whether it works.
    package func post(
        _ body: MessageBody, title: String, id: String, at: Instant, base: String
    ) async throws -> Delivery.Outcome {
        let letter = RobotLetter(id: id, title: title, body: body, createdAt: at)
        guard let part = try RobotPart.all(of: letter, for: webhook.kind, at: base).first else { return .sent }
        return await post(part, at: at)
    }

    func post(_ part: RobotPart, at: Instant) async -> Delivery.Outcome {
        do {
            try webhook.address.check(allowed: allowed)
        } catch {
            return .refused(error.message)
        }
        let (url, headers) = signed(part, at)
        let isInside = webhook.address.isInside(allowed)
        var transfer = Transfer(url: url, protocols: isInside ? "https,http" : "https", upload: [])
        transfer.isPublicOnly = !isInside
        transfer.totalSeconds = 30
        transfer.texts = [(CURLOPT_COPYPOSTFIELDS, part.json), (CURLOPT_USERAGENT, "Dudao")]
        transfer.lists = [(CURLOPT_HTTPHEADER, ["Content-Type: application/json; charset=utf-8", "Expect:"] + headers)]
        return answer(await transfer.run())
    }

    private func signed(_ part: RobotPart, _ at: Instant) -> (url: String, headers: [String]) {
        let address = webhook.address.text
        switch webhook.kind {
        case .weCom: return (address, [])
        case .dingTalk:
            guard !webhook.secret.isEmpty else { return (address, []) }
            let mac = Data(RobotSignature.dingTalk(milliseconds: at.milliseconds, secret: webhook.secret))
            let sign = mac.base64EncodedString().replacing("+", with: "%2B").replacing("/", with: "%2F")
                .replacing("=", with: "%3D")
            return ("\(address)\(address.contains("?") ? "&" : "?")timestamp=\(at.milliseconds)&sign=\(sign)", [])
        case .generic:
            let stamp = "X-Dudao-Timestamp: \(at.milliseconds)"
            guard !webhook.secret.isEmpty else { return (address, [stamp]) }
            let mac = RobotSignature.generic(milliseconds: at.milliseconds, body: part.json, secret: webhook.secret)
            return (address, [stamp, "X-Dudao-Signature: sha256=\(mac.hexadecimal)"])
        }
    }

    private func answer(_ result: Transfer.Result) -> Delivery.Outcome {
        if result.wasInside { return .refused(WebhookRefusal.inside.message) }
        if result.code == CURLE_ABORTED_BY_CALLBACK { return .postponed(seconds: 0) }
        guard result.code == CURLE_OK else { return .failed("\(TransferWords.common(result.code))。") }
        switch result.status {
        case 200..<300: return webhook.kind == .generic ? .sent : verdict(result.body)
        // Told to come later, or that it took too long: not for good.
        case 408, 425, 429: return .failed("对方要求稍后再试（HTTP \(result.status)）。")
        case 400..<500: return .refused("对方拒绝接收（HTTP \(result.status)），请检查地址。")
        default: return .failed("对方暂时不能接收（HTTP \(result.status)）。")
        }
    }

    private struct Said: Decodable {
        let errcode: Int
        let errmsg: String?
    }

    /// 企业微信 and 钉钉 answer 200 and say in the body whether they took it.
    private func verdict(_ body: [UInt8]) -> Delivery.Outcome {
        guard let said = try? JSONDecoder().decode(Said.self, from: Data(body)) else {
            return .failed("对方的答复不是机器人的答复，请检查地址。")
        }
        guard said.errcode != 0 else { return .sent }
        let words = String(
            (said.errmsg ?? "").unicodeScalars.filter { $0.value >= 0x20 }.map(Character.init).prefix(160))
        // Too many in this minute: 45009 of 企业微信, 130101 and 410100 of 钉钉; -1 is a busy server.
        let isPassing = [-1, 45_009, 130_101, 410_100].contains(said.errcode)
        let whole = "机器人答复：\(said.errcode) \(words)"
        return isPassing ? .failed(whole) : .refused(whole)
    }
}

/// A message apart from how a robot's kind writes it.
struct RobotLetter: Sendable {
    let id: String
    let title: String
    let body: MessageBody
    let createdAt: Instant
}

/// One post of a message, as the robot's kind wants it written.
struct RobotPart: Sendable, Equatable {
    let json: String

    /// All parts of a message; a generic robot gets it whole and in fields.
    static func all(of letter: RobotLetter, for kind: RobotKind, at base: String) throws -> [RobotPart] {
        let text = RobotText(letter.body, title: letter.title, at: base)
        let parts = text.parts(mostBytes: kind.mostBytes)
        switch kind {
        case .weCom: return try parts.map { try RobotPart(WeCom(markdown: .init(content: $0))) }
        case .dingTalk: return try parts.map { try RobotPart(DingTalk(markdown: .init(title: text.title, text: $0))) }
        case .generic: return [try RobotPart(Generic(letter, base))]
        }
    }

    private init(_ value: some Encodable) throws { json = try JSONColumn.text(value) }

    private struct WeCom: Encodable {
        struct Markdown: Encodable { let content: String }
        var msgtype = "markdown"
        let markdown: Markdown
    }

    private struct DingTalk: Encodable {
        struct Markdown: Encodable { let title: String, text: String }
        var msgtype = "markdown"
        let markdown: Markdown
    }

    private struct Generic: Encodable {
        struct Item: Encodable { let title: String, note: String, url: String, late: Bool }
        let id: String, createdAt: String, title: String, text: String
        let items: [Item]

        init(_ letter: RobotLetter, _ base: String) {
            id = letter.id
            createdAt = letter.createdAt.text
            title = letter.title
            text = letter.body.lead
            items = letter.body.sections.flatMap(\.lines).map {
                Item(title: $0.text, note: $0.note, url: base + $0.path, late: $0.isLate)
            }
        }
    }
}
