import SQLCore
import Store
import Supervision
import TestKit
import Web

/// An own figure of one district, with a value that was entered for it and its file.
enum MatrixFigures {
    static func plant(_ county: String, in site: TestSite) async throws -> [(prefix: String, id: String)] {
        let officer = FindingSamples.officer(county)
        let hash = try site.services.files.store([UInt8]("%PDF-1.4\n%%EOF".utf8))
        let entry = try await FindingSamples.act(as: officer, in: site.services.database) { act in
            var draft = FigureDraft(.entered)
            (draft.code, draft.name, draft.unit) = ("own.matrix", "满意度", "%")
            _ = try OwnFigures.create(draft, act)
            try StoredFiles.insert(
                StoredFile(hash: hash, size: 14, mediaType: "application/pdf"), at: act.at, in: act.db)
            var entry = NewFigureEntry(figure: "own.matrix", period: .year(2026), value: "96.65", source: "问卷")
            (entry.fileHash, entry.fileName) = (hash, "问卷.pdf")
            return try FigureEntries.enter(entry, act)
        }
        return [("/figures/:code", "own.matrix"), ("/figures/entries/:id", entry.rawValue)]
    }
}
