import CLibxml2
import Foundation
import Office
import Testing

/// Programs of Debian that some tests need.
enum Programs {
    static let hasOffice = ["soffice", "pdftotext"].allSatisfy { find($0) != nil }
    static let missing: Comment = "soffice or pdftotext is not installed: bin/setup --for test installs them"

    static func find(_ program: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map { "\($0)/\(program)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// Files written by LibreOffice from others, all in one run.
    static func convert(_ files: [String: [UInt8]], to filter: String) throws -> [String: [UInt8]] {
        let scratch = try #require(ScratchFolder())
        let folder = scratch.path
        var paths: [String] = []
        for (name, bytes) in files {
            paths.append("\(folder)/\(name)")
            try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(find("soffice")))
        process.arguments =
            [
                "-env:UserInstallation=file://\(folder)/profile", "--headless", "--convert-to", filter, "--outdir",
                "\(folder)/out",
            ]
            + paths
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        var results: [String: [UInt8]] = [:]
        defer { withExtendedLifetime(scratch) {} }
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out") {
            results[name] = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(folder)/out/\(name)")))
        }
        return results
    }
}

/// The five documents of the genre, where they are at hand.
enum Seeds {
    static let folder = "/work/shared/seeds"
    static let texts: [String] = names.compactMap { try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
    static let missing: Comment = "the seeds are not on this machine"

    private static var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()
    }
}

/// Text as old Chinese programs write it.
func gb18030(_ text: String) throws -> [UInt8] {
    let converter = try #require(iconv_open("GB18030", "UTF-8"))
    defer { iconv_close(converter) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 2 + 4)
    var (left, free) = (input.count, output.count)
    let result = input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to in
            var (start, target) = (from.baseAddress, to.baseAddress)
            return iconv(converter, &start, &left, &target, &free)
        }
    }
    try #require(result == 0)
    return output.prefix(output.count - free).map { UInt8(bitPattern: $0) }
}

extension String {
    /// What is left when nothing but letters counts.
    var withoutSpaces: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
