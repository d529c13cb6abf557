import Store
import Supervision

/// The files that units hand in; made once, stored once, referred to often.
struct DemoEvidence: Sendable {
    let photos: [NewEvidence]
    let papers: [NewEvidence]

    init(_ store: FileStore) throws {
        let names = ["活动室.png", "厨房留样柜.png", "户外场地.png"]
        photos = try names.enumerated().map { index, name in
            try DemoEvidence.put(DemoPicture.png(index), name, "image/png", in: store)
        }
        papers = try [
            ("食品留样记录.pdf", ["食品留样记录", "每餐每样不少于125克，冷藏保存48小时", "记录人、审核人每日签字"]),
            ("安全隐患排查台账.pdf", ["安全隐患排查台账", "每周一次，问题、措施、责任人、完成日逐条登记"]),
            ("教职工资格证汇总.pdf", ["教职工资格证汇总", "教师资格证、健康证、保育员证"]),
            ("整改情况说明.pdf", ["整改情况说明", "对照问题清单逐条整改，附整改前后照片"]),
        ].map { try DemoEvidence.put(DemoPaper.pdf($0.1), $0.0, "application/pdf", in: store) }
    }

    /// What belongs to the `number`-th criterion or finding.
    func some(_ number: Int) -> [NewEvidence] {
        number.isMultiple(of: 3)
            ? [photos[number % photos.count], papers[number % papers.count]]
            : [papers[number % papers.count]]
    }

    private static func put(
        _ bytes: [UInt8], _ name: String, _ type: String, in store: FileStore
    ) throws -> NewEvidence {
        let hash = try store.store(bytes)
        return NewEvidence(name: name, file: StoredFile(hash: hash, size: bytes.count, mediaType: type))
    }
}
