import HTTPTypes
import Hummingbird

/// What every answer carries so that a browser runs nothing that is not ours.
struct SecurityHeaders: RouterMiddleware {
    typealias Context = AppContext
    let settings: WebSettings

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = SecurityHeaders.policy
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.frameOptions] = "DENY"
        response.headers[.openerPolicy] = "same-origin"
        if settings.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }

    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
        font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; \
        worker-src 'self'
        """
}

extension HTTPField.Name {
    static var referrerPolicy: HTTPField.Name { HTTPField.Name("Referrer-Policy") ?? .via }
    static var frameOptions: HTTPField.Name { HTTPField.Name("X-Frame-Options") ?? .via }
    static var openerPolicy: HTTPField.Name { HTTPField.Name("Cross-Origin-Opener-Policy") ?? .via }
}
