import Crypto

extension Visit {
    /// The SHA-256 of everything that was sent but the time of sending: the same visit again is known by it.
    ///
    /// Each field stands with its length before it, so that no two visits are written alike.
    package var digest: String {
        var hasher = SHA256()
        func add(_ text: String) {
            hasher.update(data: Array("\(text.utf8.count):".utf8))
            hasher.update(data: Array(text.utf8))
        }
        [
            id.rawValue, school.rawValue, task?.rawValue ?? "", kind.rawValue, checklist?.rawValue ?? "", theme,
            "\(isAnnounced)", startedAt.text, endedAt.text, record, practice, VisitAnswers.packed(answers),
        ].forEach(add)
        add("\(companions.count)")
        companions.forEach(add)
        add(location.map { "\($0.lat) \($0.lon) \($0.accuracy)" } ?? "")
        add(counters.all.map { "\($0.count)" }.joined(separator: " "))
        for problem in problems {
            [
                problem.id.rawValue, problem.criterion, problem.problem, problem.outcome.rawValue, problem.requirement,
                problem.days.map { "\($0)" } ?? "", problem.department?.rawValue ?? "",
            ].forEach(add)
        }
        for known in knownFindings {
            [known.id.rawValue, "\(known.version)", "\(known.isSettled)", known.note].forEach(add)
        }
        for photo in photos {
            [photo.id.rawValue, photo.sha256, "\(photo.bytes)", photo.of, photo.takenAt?.text ?? "", photo.caption]
                .forEach(add)
        }
        return hasher.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
