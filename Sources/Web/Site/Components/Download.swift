package import HTTPTypes

/// How a file is sent so that its Chinese name survives in every browser.
///
/// `filename*` is RFC 8187 and what browsers of this age read; `filename` before it is plain ASCII for those that do
/// not know it, such as the browser inside old WPS. Nothing that needs a quotation mark or an escape gets into it.
package enum Download {
    package static func disposition(_ name: String, isShown: Bool = false) -> String {
        "\(isShown ? "inline" : "attachment"); filename=\"\(plain(name))\"; filename*=UTF-8''\(Fields.encoded(name))"
    }

    /// What of the name is ASCII, such as `2026-1.docx` of `渝云教督〔2026〕1号.docx`; `download` where nothing is.
    package static func plain(_ name: String) -> String {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let ending = name[dot...].dropFirst()
        let isEnding = (1...8).contains(ending.utf8.count) && ending.allSatisfy(isPlain)
        let parts = (isEnding ? name[..<dot] : name[...]).split { !isPlain($0) }
        let stem = parts.joined(separator: "-").prefix(60)
        return (stem.isEmpty ? "download" : String(stem)) + (isEnding ? ".\(ending)" : "")
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }
}

extension HTTPFields {
    /// A file that is saved and not shown.
    package static func download(named name: String, type: String) -> HTTPFields {
        var fields: HTTPFields = [.contentType: type, .cacheControl: "no-store"]
        fields[.contentDisposition] = Download.disposition(name)
        return fields
    }
}
