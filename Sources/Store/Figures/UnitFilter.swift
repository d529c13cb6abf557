import SQLCore
import Supervision

/// What a list of other things asks of the unit that each row is about; what is empty asks nothing.
package struct UnitFilter: Sendable, Hashable {
    package var kind = ""
    /// A stage, or `compulsory` for primary and junior.
    package var stage = ""
    package var running = ""
    package var authority = ""

    package init() {}

    package init(asking ask: (String) -> String) {
        kind = ask("unitKind")
        stage = ask("stage")
        running = ask("running")
        authority = ask("authority")
    }

    package static let names = ["unitKind", "stage", "running", "authority"]

    package var isEmpty: Bool { kind.isEmpty && stage.isEmpty && running.isEmpty && authority.isEmpty }

    /// Of a column with the unit's id, as the unit is today.
    func condition(_ column: SQL) -> [SQL] {
        isEmpty ? [] : ["\(column) IN (SELECT u.id FROM organisation u WHERE \(asked))"]
    }

    /// Of a column with the id of the version that was inspected, as the unit was then.
    func condition(version column: SQL) -> [SQL] {
        isEmpty ? [] : ["\(column) IN (SELECT u.id FROM organisation_version u WHERE \(asked))"]
    }

    private var asked: SQL {
        var conditions: [SQL] = []
        if !kind.isEmpty { conditions.append("u.kind = \(kind)") }
        if !running.isEmpty { conditions.append("u.running = \(running)") }
        if !authority.isEmpty { conditions.append("u.authority = \(authority)") }
        switch stage {
        case "": break
        case "compulsory":
            conditions.append(
                "(' ' || u.stages || ' ' LIKE '% primary %' OR ' ' || u.stages || ' ' LIKE '% junior %')")
        default: conditions.append("' ' || u.stages || ' ' LIKE \("% \(stage.likeEscaped) %") ESCAPE '\\'")
        }
        return .joined(conditions, separator: " AND ")
    }
}

extension FigurePeriod {
    /// Whether a column's day is in it; a day that is null or empty is not.
    func holds(_ column: SQL) -> SQL { "\(column) >= \(from) AND \(column) <= \(until)" }

    /// Whether what goes on from one day to another touches it.
    func touches(_ first: SQL, _ last: SQL) -> SQL { "\(first) <= \(until) AND \(last) >= \(from)" }

    /// Whether a column's instant is in it; a day begins at midnight in China.
    func holds(instant column: SQL) -> SQL {
        "\(column) >= \(from.midnight) AND \(column) < \(until.adding(days: 1).midnight)"
    }
}

extension Day {
    fileprivate var midnight: Instant { Instant(milliseconds: (number * 24 - 8) * 3_600_000) }
}
