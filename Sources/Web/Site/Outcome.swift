package import HTTPTypes
import Hummingbird
import Logging
package import Supervision

/// Turns what was thrown into an answer: a refusal is told, a fault is logged whole and shown as its request id.
struct Outcome: RouterMiddleware {
    typealias Context = AppContext
    let services: Services

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request, context)
        }
        log(request, context, response.status, since: start)
        return response
    }

    private func answer(to error: any Error, _ request: Request, _ context: AppContext) -> Response {
        if let refusal = error as? any Refusal { return refused(refusal, request) }
        if let error = error as? HTTPError {
            return refused(error.status == .notFound ? WebRefusal.notFound : .badRequest, request)
        }
        context.logger.error("fault", metadata: ["error": "\(String(reflecting: error))"])
        let page = BareLayout(title: "出错了", bodyClass: "public", main: FaultPage(id: context.id).main)
        return page.response(status: .internalServerError)
    }

    private func refused(_ refusal: any Refusal, _ request: Request) -> Response {
        let asksJSON = request.headers[.accept]?.contains("application/json") ?? false
        if asksJSON {
            let text = "{\"code\":\(JSON.quoted(refusal.code)),\"message\":\(JSON.quoted(refusal.message))}"
            return .json(text, status: refusal.status)
        }
        switch refusal as? WebRefusal {
        case .signInFirst:
            let next = request.method == .get ? "?next=\(Fields.encoded(request.uri.string))" : ""
            return .seeOther("/login\(next)")
        case .mustChangePassword: return .seeOther("/password")
        case .codeFirst:
            let next = request.method == .get ? "?next=\(Fields.encoded(request.uri.string))" : ""
            return .seeOther("/login/code\(next)")
        case .factorFirst: return .seeOther("/security")
        default:
            let page = BareLayout(title: "无法完成", bodyClass: "public", main: RefusalPage(refusal).main)
            return page.response(status: refusal.status)
        }
    }

    /// One line a request: no query (it may hold a search for a person), no body, no cookie, no feed's secret.
    private func log(
        _ request: Request, _ context: AppContext, _ status: HTTPResponse.Status, since start: ContinuousClock.Instant
    ) {
        guard request.uri.path != "/health", !request.uri.path.hasPrefix("/assets/") else { return }
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)", "path": "\(Outcome.logged(request.uri.path))",
                "status": "\(status.code)",
                "ms": "\(Int(milliseconds))",
            ])
    }
}

extension Outcome {
    /// A path as the log may hold it: the address of a calendar feed is its key.
    static func logged(_ path: String) -> String { path.hasPrefix("/feeds/") ? "/feeds/…" : path }
}

extension Refusal {
    /// The one place that says which status a kind of refusal means.
    package var status: HTTPResponse.Status {
        if case .tooLarge = self as? WebRefusal { return .contentTooLarge }
        if self is FormRefusal { return .unprocessableContent }
        switch kind {
        case .invalid: return .unprocessableContent
        case .forbidden: return .forbidden
        case .notFound: return .notFound
        case .conflict: return .conflict
        }
    }
}

/// Says why something was declined and what to do next.
struct RefusalPage: Sendable {
    let message: String

    init(_ refusal: any Refusal) {
        message = refusal.message
    }

    var main: HTML {
        """
        <header class="public-head"><a class="brand" href="/">督导 <span>Dudao</span></a></header>
        <main id="main"><h1>无法完成这项操作</h1>
        <div class="notice error" role="alert">\(message)</div>
        <p>可以用浏览器的“后退”回到刚才的页面，已填写的内容还在；也可以<a href="/">回到工作台</a>。</p></main>
        """
    }
}

struct FaultPage: Sendable {
    let id: String

    var main: HTML {
        """
        <header class="public-head"><a class="brand" href="/">督导 <span>Dudao</span></a></header>
        <main id="main"><h1>系统出错了</h1>
        <div class="notice error" role="alert">这次操作没有完成，错误已记录。请稍后再试；如仍不行，请把编号
        <strong class="hash">\(id)</strong> 告诉系统管理员。</div>
        <p>可以用浏览器的“后退”回到刚才的页面，已填写的内容还在；也可以<a href="/">回到工作台</a>。</p></main>
        """
    }
}
