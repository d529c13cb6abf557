import CLibxml2

/// Pulls one XML part of an Office file through libxml2, node by node.
///
/// No network, no entities, and a document type is refused. The pointers it gives
/// live until the next `read`.
final class XMLPull {
    enum Event {
        case start, end, text, other
    }

    private(set) var event = Event.other
    private let reader: xmlTextReaderPtr
    private let entry: ZIPEntry
    private var node: xmlNodePtr?
    private var owesEnd = false

    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    init(_ entry: ZIPEntry) throws {
        self.entry = entry
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_NOCDATA.rawValue | XML_PARSE_COMPACT.rawValue
        let read: xmlInputReadCallback = { context, buffer, count in
            guard let context, let buffer else { return -1 }
            let entry = Unmanaged<ZIPEntry>.fromOpaque(context).takeUnretainedValue()
            return Int32(entry.read(into: buffer, count: Int(count)))
        }
        let context = Unmanaged.passUnretained(entry).toOpaque()
        guard XMLPull.isReady, let reader = xmlReaderForIO(read, { _ in 0 }, context, nil, nil, Int32(options)) else {
            throw SpreadsheetError.damaged(part: entry.name)
        }
        self.reader = reader
    }

    deinit { xmlFreeTextReader(reader) }

    /// Moves to the next event; false at the end.
    ///
    /// An empty element has an end, too.
    func read() throws -> Bool {
        if owesEnd {
            owesEnd = false
            event = .end
            return true
        }
        let result = xmlTextReaderRead(reader)
        guard result >= 0 else { throw SpreadsheetError.damaged(part: entry.name) }
        guard result > 0 else { return false }
        node = xmlTextReaderCurrentNode(reader)
        try look()
        return true
    }

    private func look() throws {
        switch UInt32(xmlTextReaderNodeType(reader)) {
        case XML_READER_TYPE_ELEMENT.rawValue:
            event = .start
            owesEnd = xmlTextReaderIsEmptyElement(reader) == 1
        case XML_READER_TYPE_END_ELEMENT.rawValue: event = .end
        case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
            XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue, XML_READER_TYPE_WHITESPACE.rawValue:
            event = .text
        case XML_READER_TYPE_DOCUMENT_TYPE.rawValue: throw SpreadsheetError.documentType(part: entry.name)
        default: event = .other
        }
    }

    /// The local name of the current element.
    var name: UnsafePointer<UInt8>? { node?.pointee.name }

    /// Whether the element's local name is `name`, whatever its prefix.
    func isNamed(_ name: StaticString) -> Bool {
        guard let node else { return false }
        return XMLPull.equal(node.pointee.name, name)
    }

    /// An attribute of the current start tag by its local name.
    func attribute(_ name: StaticString) -> UnsafePointer<UInt8>? {
        guard let node, node.pointee.type == XML_ELEMENT_NODE else { return nil }
        var next = node.pointee.properties
        while let attribute = next {
            if XMLPull.equal(attribute.pointee.name, name) {
                return attribute.pointee.children.map { UnsafePointer($0.pointee.content) }
            }
            next = attribute.pointee.next
        }
        return nil
    }

    func text(of name: StaticString) -> String? {
        attribute(name).map { String(cString: $0) }
    }

    func number(of name: StaticString) -> Int? {
        text(of: name).flatMap { Int($0) }
    }

    /// The text of the current text node.
    func appendText(to bytes: inout [UInt8]) {
        guard let content = xmlTextReaderConstValue(reader) else { return }
        bytes.append(contentsOf: UnsafeBufferPointer(start: content, count: Int(xmlStrlen(content))))
    }

    private static func equal(_ text: UnsafePointer<UInt8>?, _ name: StaticString) -> Bool {
        guard var text else { return false }
        var name = name.utf8Start
        while text.pointee == name.pointee {
            if name.pointee == 0 { return true }
            text += 1
            name += 1
        }
        return false
    }
}
