import SQLCore
package import Supervision

/// One file on its way into the registry.
package struct ImportRun: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case organisations, inspectors, trainings

        package var label: String {
            switch self {
            case .organisations: "单位"
            case .inspectors: "督学"
            case .trainings: "培训"
            }
        }
    }

    package enum State: String, Sendable, SQLConvertible {
        /// To be checked, or being checked.
        case waiting
        /// Columns are left that somebody has to map.
        case mapping
        /// Checked; the officer decides.
        case checked
        case done, failed, discarded
    }

    package let id: Identifier<ImportRun>
    package let kind: Kind
    package let account: AccountID
    package let fileName: String
    /// The file's SHA-256.
    package let fileHash: String
    package var state: State
    package var header: [String]
    /// The first rows below the header.
    package var sample: [[String]]
    /// The field of each column; none before mapping, and empty for a column that is not imported.
    package var fields: [String]
    package var counts: ImportCounts
    /// Why the file cannot be read.
    package var message: String
    package let createdAt: Instant
    package var finishedAt: Instant?

    package init(
        id: Identifier<ImportRun>, kind: Kind, account: AccountID, fileName: String, fileHash: String,
        createdAt: Instant
    ) {
        self.id = id
        self.kind = kind
        self.account = account
        self.fileName = fileName
        self.fileHash = fileHash
        self.createdAt = createdAt
        state = .waiting
        header = []
        sample = []
        fields = []
        counts = ImportCounts()
        message = ""
    }

    package var path: String { "/imports/\(id.rawValue)" }
}

/// What checking a file found, in rows.
package struct ImportCounts: Sendable, Equatable {
    package var rows = 0
    package var added = 0
    package var changed = 0
    package var unchanged = 0
    package var bad = 0
    /// A bad row may have several.
    package var problems = 0

    package init() {}

    /// Rows that may be stored.
    package var good: Int { added + changed }
    /// Rows with nothing wrong.
    package var valid: Int { rows - bad }

    package static func += (left: inout ImportCounts, right: ImportCounts) {
        left.rows += right.rows
        left.added += right.added
        left.changed += right.changed
        left.unchanged += right.unchanged
        left.bad += right.bad
        left.problems += right.problems
    }
}

/// Why an import does not go on.
package enum ImportRefusal: Refusal, Equatable {
    case notFound
    case notNow
    case nothingGood
    case badRows(Int)
    case unmapped([String])
    case mappedTwice(String)
    case noHeader
    case unknownField(String)
    case noFile

    package var code: String {
        switch self {
        case .notFound: "import.notFound"
        case .notNow: "import.notNow"
        case .nothingGood: "import.nothingGood"
        case .badRows: "import.badRows"
        case .unmapped: "import.unmapped"
        case .mappedTwice: "import.mappedTwice"
        case .noHeader: "import.noHeader"
        case .unknownField: "import.unknownField"
        case .noFile: "import.noFile"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .notNow: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有找到这次导入，或者您无权查看。"
        case .notNow: "这次导入已经处理过了，请刷新页面查看结果。"
        case .nothingGood: "没有可以导入的行。"
        case .badRows(let count): "有\(count)行不合格，没有导入任何数据。"
        case .unmapped(let titles): "表格缺少必填的列：\(titles.joined(separator: "、"))。请核对表头或指定对应的列。"
        case .mappedTwice(let title): "有两列都对应“\(title)”，请只保留一列。"
        case .noHeader: "前10行中没有找到认识的表头。请使用模板，或核对表头所在的行。"
        case .unknownField(let name): "“\(name)”不是可以导入的栏目。"
        case .noFile: "请选择要导入的文件。"
        }
    }
}
