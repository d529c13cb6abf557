package import SQLCore
package import Supervision
import Synchronization

/// The collection forms that rounds may ask by: the shipped ones, and what offices have published of their own.
package enum CollectionForms {
    /// A form by its code and version, such as `school-balance/1`, for whoever works with a round that asks by it.
    package static func require(_ reference: String, in db: SQLConnection) throws -> CollectionForm {
        if let shipped = ShippedForms.find(reference) { return shipped }
        if let form = known.withLock({ $0[reference] }) { return form }
        guard let place = place(of: reference),
            let record = try Definitions.published(.form, place.code, place.number, in: db),
            let form = try? CollectionFormTable.parse(SheetText.rows(record.text))
        else { throw CollectionRefusal.noForm }
        known.withLock { forms in
            if forms.count >= 64 { forms.removeAll() }
            forms[reference] = form
        }
        return form
    }

    /// As `require`, but what an office has not been shown and a unit was not asked by is not there.
    package static func require(
        _ reference: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CollectionForm {
        if let shipped = ShippedForms.find(reference) { return shipped }
        guard let place = place(of: reference) else { throw CollectionRefusal.noForm }
        let mayRead: SQL
        if case .organisation(let id) = viewer.scope {
            mayRead = """
                EXISTS (SELECT 1 FROM collection_return x JOIN collection_round c ON c.id = x.round_id
                    WHERE x.organisation_id = \(id) AND c.form = \(reference))
                """
        } else {
            mayRead = try Definitions.visible(to: viewer, in: db)
        }
        let row = try db.first(
            """
            SELECT 1 FROM definition d WHERE d.kind = 'form' AND d.code = \(place.code) AND d.number = \(place.number)
                AND d.state = 'published' AND \(mayRead)
            """)
        guard row != nil else { throw CollectionRefusal.noForm }
        return try require(reference, in: db)
    }

    /// The newest version of each that a new round may ask by.
    package static func current(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [CollectionForm] {
        ShippedForms.current
            + (try Definitions.published(.form, visibleTo: viewer, in: db).compactMap {
                try? CollectionFormTable.parse(SheetText.rows($0.text))
            })
    }

    /// Names by reference, every version, for lists.
    package static func names(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [(
        reference: String, name: String
    )] {
        let own = try db.rows(
            """
            SELECT d.code, d.number, d.name FROM definition d
            WHERE d.kind = 'form' AND d.state = 'published' AND \(try Definitions.visible(to: viewer, in: db))
            ORDER BY d.name, d.number
            """
        ).map { row -> (String, String) in
            let (code, number): (String, Int) = (try row.get(0), try row.get(1))
            return ("\(code)/\(number)", try row.get(2))
        }
        return ShippedForms.all.map { ($0.reference, $0.name) } + own
    }

    /// In which unit records have the money that a standard asks for, by code of the figure.
    package static func money(
        of figures: [StandardFigure], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [String: MoneyUnit] {
        let codes = figures.filter { MoneyUnit(rawValue: $0.unit) != nil }.map(\.term.code)
        guard !codes.allSatisfy({ shippedMoney[$0] != nil }) else { return shippedMoney }
        return money(in: try current(visibleTo: viewer, in: db)).merging(shippedMoney) { $1 }
    }

    private static let shippedMoney = money(in: ShippedForms.all)

    private static func money(in forms: [CollectionForm]) -> [String: MoneyUnit] {
        let units = forms.flatMap(\.items).compactMap { item in
            MoneyUnit(rawValue: item.variable.unit).map { (item.variable.code, $0) }
        }
        return Dictionary(units, uniquingKeysWith: { first, _ in first })
    }

    /// What was published never changes, so it is read once per process.
    private static let known = Mutex<[String: CollectionForm]>([:])

    private static func place(of reference: String) -> (code: String, number: Int)? {
        let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[1]), DefinitionKind.isCode(String(parts[0])) else { return nil }
        return (String(parts[0]), number)
    }
}

extension Definitions {
    /// Everything wrong with a text, also against the other forms whose figures share a record: the shipped ones and
    /// those that offices have published where the viewer's units are asked.
    package static func problems(
        _ kind: DefinitionKind, _ text: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [RowProblem] {
        let found = kind.problems(text)
        guard kind == .form else { return found }
        let lines = CollectionFormTable.read(SheetText.rows(text)).lines
        return found + (try meanings(beside: kind.sheet(text).fact("代码"), visibleTo: viewer, in: db).problems(lines))
    }

    private static func meanings(
        beside code: String, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> FigureMeanings {
        var meanings = FigureMeanings()
        for form in ShippedForms.all { meanings.add(form, called: "系统自带的采集表“\(form.name)”") }
        let published = try db.rows(
            """
            SELECT d.code, d.number, coalesce(r.name, '') \(DefinitionRecord.tables)
            WHERE d.kind = 'form' AND d.state = 'published' AND \(try visible(to: viewer, in: db))
            ORDER BY d.code, d.number
            """)
        for row in published {
            let (own, number): (String, Int) = (try row.get(0), try row.get(1))
            guard let form = try? CollectionForms.require("\(own)/\(number)", in: db) else { continue }
            let region: String = try row.get(2)
            meanings.add(form, called: "\(region)的采集表“\(form.name)”", isEarlier: own == code)
        }
        return meanings
    }
}
