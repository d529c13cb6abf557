import HTTPTypes
import Hummingbird
import Logging
import Store
import Supervision

/// A refusal or fault as a script is told of it: code, sentence, whether to try again, and what is wrong by field.
struct ScriptRefusal: Sendable {
    let code: String
    let message: String
    let status: HTTPResponse.Status
    let retry: Bool
    let problems: [String: String]

    init(_ error: any Error, _ guest: Guest) {
        guard let refusal = error as? any Refusal else {
            guest.context.logger.error("fault", metadata: ["error": "\(String(reflecting: error))"])
            code = "web.fault"
            message = "系统暂时不能办理，内容没有丢失，请稍后再试。"
            (status, retry, problems) = (.serviceUnavailable, true, [:])
            return
        }
        code = refusal.code
        message = refusal.message
        status = ScriptRefusal.status(of: refusal)
        retry = status == .tooManyRequests
        problems = (refusal as? FormRefusal)?.problems ?? [:]
    }

    var response: Response {
        let fields = problems.sorted { $0.key < $1.key }
            .map { "\(JSON.quoted($0.key)):\(JSON.quoted($0.value))" }.joined(separator: ",")
        let body = """
            {"code":\(JSON.quoted(code)),"message":\(JSON.quoted(message)),"retry":\(retry),"problems":{\(fields)}}
            """
        var response = Response.json(body, status: status)
        if retry { response.headers[.retryAfter] = "60" }
        return response
    }

    private static func status(of refusal: any Refusal) -> HTTPResponse.Status {
        if case .signInFirst = refusal as? WebRefusal { return .unauthorized }
        switch refusal as? VisitRefusal {
        case .tooMany: return .tooManyRequests
        case .photoTooLarge, .tooManyPhotos: return .contentTooLarge
        default: return refusal.status
        }
    }
}
