package import Supervision

/// Why a backup is not written or not taken back.
package enum BackupRefusal: Refusal, Equatable {
    case fileExists(String)
    case notEmpty, otherVersion, noBackup
    case damaged(String)

    package var code: String {
        switch self {
        case .fileExists: "backup.fileExists"
        case .notEmpty: "backup.notEmpty"
        case .otherVersion: "backup.otherVersion"
        case .noBackup: "backup.noBackup"
        case .damaged: "backup.damaged"
        }
    }

    package var kind: RefusalKind { .conflict }

    package var message: String {
        switch self {
        case .fileExists(let path): "文件\(path)已存在，请换一个文件名。"
        case .notEmpty: "目标数据库或文件夹不是空的，没有恢复任何内容；请指定新的空数据库和空文件夹。"
        case .otherVersion: "备份来自更新或不同的程序版本，请用写出该备份的版本或更新的版本恢复。"
        case .noBackup: "这不是完整的督导备份文件。"
        case .damaged(let part): "备份中的“\(part)”与清单不符，没有恢复任何内容。"
        }
    }
}
