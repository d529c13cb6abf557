import Foundation
import Store
import Supervision

/// A visit as a device sends it; anything may be missing or wrong until `checked()`.
struct VisitBody: Decodable, Sendable {
    var id: String?
    var school: String?
    var task: String?
    var kind: String?
    var checklist: String?
    var theme: String?
    var isAnnounced: Bool?
    var companions: [String]?
    var startedAt: String?
    var endedAt: String?
    var sentAt: String?
    var location: Location?
    var record: String?
    var counters: Counters?
    var answers: [Answer]?
    var practice: String?
    var problems: [Problem]?
    var knownFindings: [Known]?
    var photos: [Photo]?

    struct Location: Decodable, Sendable {
        var lat: Double?
        var lon: Double?
        var accuracy: Double?
    }

    struct Counters: Decodable, Sendable {
        var lessons: Int?
        var talks: Int?
        var files: Int?
        var questionnaires: Int?
        var patrols: Int?
    }

    struct Answer: Decodable, Sendable {
        var criterion: String
        var value: String?
        var note: String?
    }

    struct Problem: Decodable, Sendable {
        var id: String
        var criterion: String?
        var problem: String?
        var outcome: String?
        var requirement: String?
        var days: Int?
        var department: String?
    }

    struct Known: Decodable, Sendable {
        var id: String
        var version: Int?
        var isSettled: Bool?
        var note: String?
    }

    struct Photo: Decodable, Sendable {
        var id: String
        var sha256: String?
        var bytes: Int?
        var of: String?
        var takenAt: String?
        var caption: String?
    }

    /// A visit with the time at which the device thought that it sent it.
    struct Checked: Sendable {
        let visit: Visit
        let sentAt: Instant
    }

    /// Reads JSON; what is no visit at all is refused with the place of the mistake.
    static func read(_ bytes: [UInt8]) throws -> VisitBody {
        do {
            return try JSONDecoder().decode(VisitBody.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw FormRefusal([error.field: "格式不正确。"], message: "发送的内容无法识别，请更新手机上的应用后重新发送；记录仍保存在手机上。")
        }
    }

    /// Refuses what is missing or beyond a limit, with a sentence for each field.
    func checked(now: Instant) throws -> Checked {
        guard let id = id.flatMap(VisitBody.uuid) else { throw VisitRefusal.badID }
        var faults: [String: String] = [:]
        func instant(_ text: String?, _ field: String) -> Instant {
            if let found = text.flatMap(VisitBody.instant) { return found }
            faults[field] = "时间不正确。"
            return now
        }
        if (school ?? "").isEmpty { faults["school"] = "请选择学校。" }
        let kind = Visit.Kind(rawValue: kind ?? "routine")
        if kind == nil { faults["kind"] = "请选择类别。" }
        let visit = Visit(
            id: Identifier(id), school: Identifier(VisitBody.words(school)), task: task.flatMap(VisitBody.identifier),
            kind: kind ?? .routine, checklist: checklist.flatMap(VisitBody.identifier), theme: VisitBody.words(theme),
            isAnnounced: isAnnounced ?? false,
            companions: (companions ?? []).map(VisitBody.words).filter { !$0.isEmpty },
            startedAt: instant(startedAt, "startedAt"), endedAt: instant(endedAt, "endedAt"), location: place,
            record: VisitBody.words(record), counters: counted, answers: given(&faults),
            practice: VisitBody.words(practice), problems: seen(&faults), knownFindings: known,
            photos: pictures(&faults)
        )
        let sent = instant(sentAt, "sentAt")
        var wrong = visit.faults()
        // A time that could not be read says nothing about the other.
        if faults["startedAt"] != nil || faults["endedAt"] != nil { wrong["endedAt"] = nil }
        faults.merge(wrong) { first, _ in first }
        guard faults.isEmpty else { throw FormRefusal(faults) }
        return Checked(visit: visit, sentAt: sent)
    }

    private var place: Visit.Location? {
        guard let location, let lat = location.lat, let lon = location.lon else { return nil }
        return Visit.Location(lat: lat, lon: lon, accuracy: location.accuracy ?? 0)
    }

    private var counted: Visit.Counters {
        Visit.Counters(
            lessons: counters?.lessons ?? 0, talks: counters?.talks ?? 0, files: counters?.files ?? 0,
            questionnaires: counters?.questionnaires ?? 0, patrols: counters?.patrols ?? 0)
    }

    private func given(_ faults: inout [String: String]) -> [VisitAnswer] {
        (answers ?? []).prefix(VisitLimits.usual.answers + 1).map {
            VisitAnswer(VisitBody.words($0.criterion), VisitBody.words($0.value), note: VisitBody.words($0.note))
        }
    }

    private var known: [KnownFinding] {
        (knownFindings ?? []).prefix(VisitLimits.usual.knownFindings + 1).map {
            KnownFinding(
                id: Identifier(VisitBody.words($0.id)), version: $0.version ?? 0, isSettled: $0.isSettled ?? false,
                note: VisitBody.words($0.note))
        }
    }

    private func seen(_ faults: inout [String: String]) -> [VisitProblem] {
        (problems ?? []).prefix(VisitLimits.usual.problems + 1).enumerated().map { index, problem in
            if VisitBody.uuid(problem.id) == nil { faults["problems.\(index)"] = "问题的编号不正确。" }
            return VisitProblem(
                id: Identifier(problem.id.lowercased()), criterion: VisitBody.words(problem.criterion),
                problem: VisitBody.words(problem.problem),
                outcome: VisitOutcome(rawValue: problem.outcome ?? "") ?? .none,
                requirement: VisitBody.words(problem.requirement), days: problem.days,
                department: problem.department.flatMap(VisitBody.identifier))
        }
    }

    private func pictures(_ faults: inout [String: String]) -> [VisitPhoto] {
        (photos ?? []).prefix(VisitLimits.usual.photos + 1).enumerated().map { index, photo in
            if VisitBody.uuid(photo.id) == nil { faults["photos.\(index)"] = "照片的编号不正确。" }
            let owner = photo.of ?? "visit"
            return VisitPhoto(
                id: Identifier(photo.id.lowercased()), sha256: (photo.sha256 ?? "").lowercased(),
                bytes: photo.bytes ?? 0,
                of: owner == "visit" ? owner : owner.lowercased(), takenAt: photo.takenAt.flatMap(VisitBody.instant),
                caption: VisitBody.words(photo.caption))
        }
    }

    private static func identifier<Subject>(_ text: String) -> Identifier<Subject>? {
        text.isEmpty || text.utf8.count > 64 ? nil : Identifier(words(text))
    }

    /// As `2026-03-10T02:00:00.000Z`, or without the fraction; nil also where it is no day in China that could be read again.
    static func instant(_ text: String) -> Instant? {
        let isShort = text.utf8.count == 20 && text.hasSuffix("Z")
        return (Instant(text) ?? (isShort ? Instant("\(text.dropLast()).000Z") : nil)).flatMap {
            Day($0.day.text) == nil ? nil : $0
        }
    }

    /// What was typed, without what no database keeps whole.
    private static func words(_ text: String?) -> String {
        let text = text ?? ""
        return (text.utf8.contains(0) ? text.filter { $0 != "\0" } : text).trimmed
    }

    /// A UUID in lower case; nil for anything else.
    static func uuid(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0 | 32) } })
        else { return nil }
        return text.lowercased()
    }
}

extension DecodingError {
    /// The path of the value that could not be read, such as `answers.3.value`.
    fileprivate var field: String {
        let path: [any CodingKey] =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                context.codingPath
            case .keyNotFound(let key, let context): context.codingPath + [key]
            @unknown default: []
            }
        return path.isEmpty ? "body" : path.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
    }
}
