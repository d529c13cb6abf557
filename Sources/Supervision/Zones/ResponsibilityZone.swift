/// Schools that a few inspectors look after together (督学责任区), set up by an office.
package struct ResponsibilityZone: Hashable, Sendable {
    package let id: ZoneID
    package var name: String
    package var validity: Period
    package var note: String
    package var version: Int

    package init(id: ZoneID, name: String, validity: Period, note: String = "", version: Int = 1)
        throws(ZoneRefusal)
    {
        let name = name.trimmed
        guard (2...40).contains(name.count) else { throw .nameLength }
        guard note.count <= 500 else { throw .noteTooLong }
        self.id = id
        self.name = name
        self.validity = validity
        self.note = note
        self.version = version
    }

    /// Refuses a day on which the zone is not there.
    package func require(_ day: Day) throws(ZoneRefusal) {
        guard day >= validity.from else { throw .beforeZone(validity.from) }
        if let end = validity.until, day > end { throw .ended(end) }
    }
}

package typealias ZoneID = Identifier<ResponsibilityZone>
