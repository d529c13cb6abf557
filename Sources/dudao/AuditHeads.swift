import Foundation
import Store

/// The heads that the platform exported, a file a day.
struct AuditHeads {
    let heads: [AuditHead]

    init(folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }
        heads = try names.sorted().map { name in
            let line = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            guard let head = AuditHead(name: String(name.dropLast(4)), line: line) else {
                throw Complaint("\(name) is not an exported head")
            }
            return head
        }
    }
}
