import Foundation

/// Splits a multipart/form-data body that arrives in pieces (RFC 7578).
///
/// Holds only what may be part of a boundary; content goes out as it comes.
package struct MultipartParser {
    package enum Event: Equatable, Sendable {
        case part(name: String, fileName: String?)
        case content([UInt8])
        case partEnd
    }

    private enum State { case preamble, headers, content, done }

    private let boundary: [UInt8]
    private var state = State.preamble
    private var buffer: [UInt8]

    package init(boundary: String) {
        self.boundary = Array("\r\n--\(boundary)".utf8)
        // The first boundary has no line end before it; lend it one.
        buffer = [13, 10]
    }

    /// Nil when the content type is not multipart/form-data with a boundary.
    package init?(contentType: String) {
        guard contentType.lowercased().hasPrefix("multipart/form-data"),
            let range = contentType.range(of: "boundary=")
        else { return nil }
        let value = contentType[range.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        guard !value.isEmpty, value.utf8.count <= 70 else { return nil }
        self.init(boundary: String(value))
    }

    package var isDone: Bool { state == .done }

    /// Takes the next piece and gives what it completes; throws `badRequest` on what is no multipart.
    package mutating func feed(_ bytes: [UInt8]) throws -> [Event] {
        buffer += bytes
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    private mutating func step(_ events: inout [Event]) throws -> Bool {
        switch state {
        case .done:
            buffer = []
            return false
        case .preamble:
            return try startPart(after: MultipartParser.find(boundary, in: buffer))
        case .headers:
            guard let end = MultipartParser.find([13, 10, 13, 10], in: buffer) else {
                guard buffer.count < 8_192 else { throw WebRefusal.badRequest }
                return false
            }
            events.append(try MultipartParser.part(String(decoding: buffer[..<end], as: UTF8.self)))
            buffer.removeFirst(end + 4)
            state = .content
            return true
        case .content:
            guard let end = MultipartParser.find(boundary, in: buffer) else {
                let certain = buffer.count - boundary.count
                if certain > 0 {
                    events.append(.content(Array(buffer[..<certain])))
                    buffer.removeFirst(certain)
                }
                return false
            }
            guard buffer.count >= end + boundary.count + 2 else { return false }
            if end > 0 { events.append(.content(Array(buffer[..<end]))) }
            events.append(.partEnd)
            return try startPart(after: end)
        }
    }

    /// What follows a boundary: a line end and the next part's headers, or `--` and nothing.
    private mutating func startPart(after found: Int?) throws -> Bool {
        guard let found, buffer.count >= found + boundary.count + 2 else {
            guard buffer.count < 65_536 else { throw WebRefusal.badRequest }
            return false
        }
        let next = Array(buffer[(found + boundary.count)..<(found + boundary.count + 2)])
        buffer.removeFirst(found + boundary.count + 2)
        switch next {
        case [45, 45]: state = .done
        case [13, 10]: state = .headers
        default: throw WebRefusal.badRequest
        }
        return true
    }

    private static func part(_ headers: String) throws -> Event {
        for line in headers.split(whereSeparator: \.isNewline)
        where line.lowercased().hasPrefix("content-disposition:") {
            guard let name = parameter("name", in: line) else { break }
            return .part(name: name, fileName: parameter("filename", in: line))
        }
        throw WebRefusal.badRequest
    }

    /// A quoted parameter; browsers write `"` inside as %22.
    private static func parameter(_ name: String, in line: Substring) -> String? {
        guard let range = line.range(of: "; \(name)=\"") else { return nil }
        let text = line[range.upperBound...].prefix { $0 != "\"" }
        return String(text).replacing("%22", with: "\"")
    }

    private static func find(_ needle: [UInt8], in haystack: [UInt8]) -> Int? {
        guard haystack.count >= needle.count else { return nil }
        return haystack.withUnsafeBufferPointer { hay in
            needle.withUnsafeBufferPointer { sought in
                var index = 0
                let last = hay.count - sought.count
                while index <= last {
                    if hay[index] == sought[0], (1..<sought.count).allSatisfy({ hay[index + $0] == sought[$0] }) {
                        return index
                    }
                    index += 1
                }
                return nil
            }
        }
    }
}
