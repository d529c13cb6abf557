import HTTPTypes
import Hummingbird
import Logging

/// `/health`: whether this server can serve, for load balancers.
enum HealthRoutes {
    static func register(on site: inout Sitemap) {
        site.open("/health") { guest in
            do {
                _ = try await guest.read { _ in true }
                return .json("{\"status\":\"ok\"}")
            } catch {
                guest.context.logger.error("health", metadata: ["error": "\(error)"])
                return .json("{\"status\":\"unavailable\"}", status: .serviceUnavailable)
            }
        }
    }
}
