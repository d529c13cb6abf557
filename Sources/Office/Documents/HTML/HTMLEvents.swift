import CLibxml2

/// Feeds a page's tags and text to `HTMLText` as libxml2 finds them, unclosed tags closed; no tree is built.
final class HTMLEvents {
    private let text: HTMLText
    private var context: htmlParserCtxtPtr?
    private var failure: (any Error)?

    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    init(_ text: HTMLText) {
        self.text = text
    }

    func parse(_ bytes: [UInt8]) throws {
        guard HTMLEvents.isReady, let context = htmlNewParserCtxt() else { throw DocumentError.damaged }
        defer { htmlFreeParserCtxt(context) }
        self.context = context
        defer { self.context = nil }
        context.pointee.sax.pointee = handlers
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOIMPLIED.rawValue | UInt32(HTML_PARSE_IGNORE_ENC.rawValue)
        bytes.withUnsafeBytes { all in
            let start = all.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = htmlCtxtReadMemory(context, start, Int32(all.count), nil, "UTF-8", Int32(options))
        }
        if let document = context.pointee.myDoc {
            xmlFreeDoc(document)
            context.pointee.myDoc = nil
        }
        if let failure { throw failure }
    }

    private var handlers: xmlSAXHandler {
        var handlers = xmlSAXHandler()
        handlers.startElement = { context, name, attributes in
            HTMLEvents.forward(context) { try $0.begin(name, attributes) }
        }
        handlers.endElement = { context, name in
            HTMLEvents.forward(context) { events in
                if let name { try events.text.end(String(cString: name)) }
            }
        }
        handlers.characters = { context, characters, count in
            HTMLEvents.forward(context) { try $0.take(characters, count) }
        }
        handlers.ignorableWhitespace = handlers.characters
        // The contents of script and style.
        handlers.cdataBlock = { _, _, _ in }
        return handlers
    }

    /// After a failure nothing more is taken and the parser stops.
    private static func forward(_ context: UnsafeMutableRawPointer?, _ body: (HTMLEvents) throws -> Void) {
        guard let context else { return }
        let events = Unmanaged<HTMLEvents>.fromOpaque(context).takeUnretainedValue()
        guard events.failure == nil else { return }
        do {
            try body(events)
        } catch {
            events.failure = error
            xmlStopParser(events.context)
        }
    }

    private func begin(
        _ name: UnsafePointer<xmlChar>?, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) throws {
        guard let name else { return }
        var attributes: [String: String] = [:]
        var next = list
        while let name = next?[0] {
            attributes[String(cString: name)] = next?[1].map { String(cString: $0) } ?? ""
            next = next?.advanced(by: 2)
        }
        try text.begin(String(cString: name), attributes)
    }

    private func take(_ characters: UnsafePointer<xmlChar>?, _ count: Int32) throws {
        guard let characters, count > 0 else { return }
        try text.take(String(decoding: UnsafeBufferPointer(start: characters, count: Int(count)), as: UTF8.self))
    }
}
