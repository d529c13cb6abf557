package import Hummingbird
import NIOCore

/// What travels with one request.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The peer's address as the socket tells it.
    package let peer: String?

    package init(source: Source) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}
