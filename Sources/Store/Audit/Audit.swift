package import SQLCore
package import Supervision

/// What was done, by whom, to what: one line of the audit, before it is chained.
package struct AuditEntry: Sendable, Equatable {
    package let id: String
    package let at: Instant
    package let account: AccountID
    package let person: PersonID
    package let role: Role
    package let action: String
    package let subjectKind: String
    package let subject: String
    package let place: Place
    package let content: [String: String]

    /// The content as canonical JSON: keys sorted, strings only.
    package var contentText: String {
        let pairs = content.sorted { $0.key < $1.key }.map {
            "\(AuditEntry.quoted($0.key)):\(AuditEntry.quoted($0.value))"
        }
        return "{\(pairs.joined(separator: ","))}"
    }

    /// Everything that the hash covers, one field a line; a line feed inside a field cannot occur unescaped.
    package var canonical: String {
        [
            id, at.text, account.rawValue, person.rawValue, role.rawValue, action, subjectKind, subject,
            place.province, place.city, place.county, place.zone, contentText,
        ].map { AuditEntry.quoted($0) }.joined(separator: "\n")
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let hex = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}

/// The audit: appended to with every change, sealed into a hash chain afterwards.
package enum Audit {
    package static func insert(_ entry: AuditEntry, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO audit_entry (id, at, account_id, person_id, role, action, subject_kind, subject_id,
                province, city, county, zone, content, content_hash)
            VALUES (\(entry.id), \(entry.at), \(entry.account), \(entry.person), \(entry.role), \(entry.action),
                \(entry.subjectKind), \(entry.subject), \(entry.place.province), \(entry.place.city),
                \(entry.place.county), \(entry.place.zone), \(entry.contentText), \(sha256(entry.canonical)))
            """)
    }
}

extension Audit {
    package static func hasUnsealed(in db: SQLConnection) throws -> Bool {
        try db.first("SELECT 1 FROM audit_entry WHERE sealed_as = 0 LIMIT 1") != nil
    }
}
