import CLibxml2
import CLibzip

/// The text of one part of an Office file.
func part(_ name: String, of bytes: [UInt8]) throws -> String {
    var problem = zip_error_t()
    return bytes.withUnsafeBytes { all in
        guard let source = zip_source_buffer_create(all.baseAddress, UInt64(all.count), 0, &problem),
            let archive = zip_open_from_source(source, ZIP_RDONLY, &problem)
        else { return "" }
        defer { zip_discard(archive) }
        guard let file = zip_fopen(archive, name, 0) else { return "" }
        defer { zip_fclose(file) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = zip_fread(file, &buffer, UInt64(buffer.count)), count > 0 {
            text += buffer.prefix(Int(count))
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Whether a part is there and libxml2 reads it without an error.
func wellFormed(_ name: String, in bytes: [UInt8]) throws -> Bool {
    let text = try Array(part(name, of: bytes).utf8CString)
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue)
    guard let document = xmlReadMemory(text, Int32(text.count - 1), nil, nil, options) else { return false }
    xmlFreeDoc(document)
    return true
}
