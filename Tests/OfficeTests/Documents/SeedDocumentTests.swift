import Office
import Testing

/// Real documents of the genre, made into every format and read back.
@Suite(.enabled(if: !Seeds.texts.isEmpty, Seeds.missing))
struct SeedDocumentTests {
    private static func word(_ text: String) throws -> [UInt8] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            paragraph(
                line.split(separator: "\t", omittingEmptySubsequences: false).map { run(String($0)) }
                    .joined(separator: "<w:r><w:tab/></w:r>"))
        }
        return try WordSample(lines.joined()).bytes()
    }

    private static func html(_ text: String) -> String {
        let lines = text.split(separator: "\n").map {
            "<p>\($0.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))</p>"
        }
        return "<html><head><meta charset=\"gb2312\"></head><body>\(lines.joined(separator: "\r\n"))</body></html>"
    }

    @Test("Text, web page and DOCX give the seed's letters back", arguments: Seeds.texts.indices)
    func formats(index: Int) throws {
        let seed = Seeds.texts[index]
        let all: [[UInt8]] = [
            Array(seed.utf8), try gb18030(seed), try gb18030(Self.html(seed)), Array(Self.html(seed).utf8),
            try Self.word(seed),
        ]
        for bytes in all {
            #expect(try DocumentReader.read(.bytes(bytes)).text.withoutSpaces == seed.withoutSpaces)
        }
        #expect(try DocumentReader.read(.bytes(all[0])).text == seed.replacing("\r\n", with: "\n"))
    }

    @Test(
        "PDF and DOC do so, too", .enabled(if: Programs.hasOffice, Programs.missing),
        arguments: ["pdf", "doc:MS Word 97"])
    func converted(filter: String) throws {
        let files = Dictionary(
            uniqueKeysWithValues: try Seeds.texts.enumerated().map { ("\($0).docx", try Self.word($1)) })
        let made = try Programs.convert(files, to: filter)
        let ending = filter.prefix(3)
        for (index, seed) in Seeds.texts.enumerated() {
            let bytes = try #require(made["\(index).\(ending)"])
            #expect(try DocumentReader.read(.bytes(bytes)).text.withoutSpaces == seed.withoutSpaces, "\(index)")
        }
    }
}
