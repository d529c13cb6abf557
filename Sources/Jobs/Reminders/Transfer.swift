import CLibcurl
import Foundation
import Glibc
import Supervision
import Synchronization

/// One request over the network by libcurl, on a thread of its own because it blocks.
///
/// Nothing of the environment counts: no proxy, no redirect, only the protocols named. When the task that waits is
/// cancelled, the transfer ends within a second or so.
struct Transfer: Sendable {
    var url: String
    /// `smtp,smtps` or `https`.
    var protocols: String
    var upload: [UInt8] = []
    var texts: [(option: CURLoption, text: String)] = []
    var numbers: [(option: CURLoption, number: Int)] = []
    var lists: [(option: CURLoption, lines: [String])] = []
    /// Whether only addresses outside the house may be spoken to.
    var isPublicOnly = false
    var connectSeconds = 10
    var totalSeconds = 60

    /// What became of it.
    struct Result: Sendable {
        let code: CURLcode
        /// The last reply code of SMTP, the status of HTTP; 0 without any.
        let status: Int
        /// The other side's header or reply lines, at most some.
        let replies: String
        let body: [UInt8]
        /// A connection was not made because its address is inside the house.
        let wasInside: Bool
    }

    private static let isReady = dudao_curl_start() == CURLE_OK

    func run() async -> Result {
        let isCancelled = Flag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread { continuation.resume(returning: perform(isCancelled)) }
                thread.stackSize = 1 << 20
                thread.start()
            }
        } onCancel: {
            isCancelled.raise()
        }
    }

    private func perform(_ isCancelled: Flag) -> Result {
        let exchange = Exchange(upload, isPublicOnly, isCancelled)
        guard Transfer.isReady, let curl = curl_easy_init() else { return exchange.result(CURLE_FAILED_INIT, 0) }
        defer { curl_easy_cleanup(curl) }
        var held: [UnsafeMutablePointer<curl_slist>] = []
        defer { held.forEach { curl_slist_free_all($0) } }
        _ = dudao_curl_text(curl, CURLOPT_URL, url)
        _ = dudao_curl_text(curl, CURLOPT_PROTOCOLS_STR, protocols)
        _ = dudao_curl_text(curl, CURLOPT_PROXY, "")
        for (option, number) in [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0), (CURLOPT_CONNECTTIMEOUT, connectSeconds),
            (CURLOPT_TIMEOUT, totalSeconds), (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_NOPROGRESS, 0),
        ] + numbers.map({ ($0.option, $0.number) }) {
            _ = dudao_curl_number(curl, option, number)
        }
        for (option, text) in texts { _ = dudao_curl_text(curl, option, text) }
        for (option, lines) in lists {
            var list: UnsafeMutablePointer<curl_slist>?
            for line in lines { list = curl_slist_append(list, line) ?? list }
            if let list { held.append(list) }
            _ = dudao_curl_list(curl, option, list)
        }
        exchange.attach(to: curl)
        return withExtendedLifetime(exchange) { exchange.result(curl_easy_perform(curl), dudao_curl_status(curl)) }
    }
}

/// Told once, from any thread.
final class Flag: Sendable {
    private let isRaised = Mutex(false)

    func raise() { isRaised.withLock { $0 = true } }

    var isUp: Bool { isRaised.withLock { $0 } }
}

/// What libcurl reads from and writes to while one transfer runs; only its thread touches it.
private final class Exchange {
    private static let mostBytes = 64 * 1_024

    private let upload: [UInt8]
    private let isPublicOnly: Bool
    private let isCancelled: Flag
    private var sent = 0
    private var replies: [UInt8] = []
    private var body: [UInt8] = []
    private var wasInside = false

    init(_ upload: [UInt8], _ isPublicOnly: Bool, _ isCancelled: Flag) {
        self.upload = upload
        self.isPublicOnly = isPublicOnly
        self.isCancelled = isCancelled
    }

    func result(_ code: CURLcode, _ status: Int) -> Transfer.Result {
        Transfer.Result(
            code: code, status: status, replies: String(decoding: replies, as: UTF8.self), body: body,
            wasInside: wasInside)
    }

    func attach(to curl: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_READDATA, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA] {
            _ = dudao_curl_context(curl, option, context)
        }
        _ = dudao_curl_context(curl, CURLOPT_OPENSOCKETDATA, context)
        _ = dudao_curl_on_bytes(curl, CURLOPT_READFUNCTION) { bytes, size, count, context in
            Exchange.of(context)?.give(bytes, size * count) ?? 0
        }
        _ = dudao_curl_on_bytes(curl, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Exchange.of(context)?.take(bytes, size * count, \.body) ?? 0
        }
        _ = dudao_curl_on_bytes(curl, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Exchange.of(context)?.take(bytes, size * count, \.replies) ?? 0
        }
        _ = dudao_curl_on_progress(curl) { context, _, _, _, _ in
            Exchange.of(context)?.isCancelled.isUp == true ? 1 : 0
        }
        _ = dudao_curl_on_socket(curl) { context, _, address in
            guard let address, let exchange = Exchange.of(context) else { return -1 }
            return exchange.open(address)
        }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Exchange? {
        context.map { Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }

    private func give(_ bytes: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        let piece = upload[sent..<min(sent + room, upload.count)]
        for (place, byte) in piece.enumerated() { bytes?[place] = CChar(bitPattern: byte) }
        sent += piece.count
        return piece.count
    }

    /// Everything is taken from the wire, the beginning of it is kept.
    private func take(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ path: ReferenceWritableKeyPath<Exchange, [UInt8]>
    ) -> Int {
        let room = max(0, Exchange.mostBytes - self[keyPath: path].count)
        for place in 0..<min(count, room) { self[keyPath: path].append(UInt8(bitPattern: bytes?[place] ?? 0)) }
        return count
    }

    /// The one place where it is known which address a name really means.
    private func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        if isPublicOnly, !PublicAddress.isPublic(Exchange.bytes(of: address)) {
            wasInside = true
            return -1
        }
        return socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
    }

    private static func bytes(of address: UnsafeMutablePointer<curl_sockaddr>) -> [UInt8] {
        withUnsafePointer(to: &address.pointee.addr) { pointer in
            switch address.pointee.family {
            case AF_INET:
                pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { four in
                    withUnsafeBytes(of: four.pointee.sin_addr) { Array($0) }
                }
            case AF_INET6:
                // Longer than the sockaddr that it stands in for; libcurl leaves room for it.
                pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { six in
                    withUnsafeBytes(of: six.pointee.sin6_addr) { Array($0) }
                }
            default: []
            }
        }
    }
}
