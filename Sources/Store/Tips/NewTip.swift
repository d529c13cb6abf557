package import SQLCore
package import Supervision

/// A tip as it comes in, checked but not stored.
package struct NewTip: Sendable {
    package var topic: TipTopic
    package var unit: OrganisationID?
    /// As the tipster names it, where it is not one of the registered ones.
    package var unitName: String
    package var happened: String
    package var text: String
    package var name: String
    package var contact: String
    package var wantsAnswer: Bool
    package var photos: [StoredFile]
    /// What the tipster follows it with; only its digest is stored.
    package var code: String

    package init(
        topic: TipTopic, unit: OrganisationID? = nil, unitName: String = "", happened: String = "", text: String,
        name: String = "", contact: String = "", wantsAnswer: Bool = true, photos: [StoredFile] = [], code: String
    ) {
        self.topic = topic
        self.unit = unit
        self.unitName = unitName
        self.happened = happened
        self.text = text
        self.name = name
        self.contact = contact
        self.wantsAnswer = wantsAnswer
        self.photos = photos
        self.code = code
    }

    func check() throws(TipRefusal) {
        guard !text.isBlank else { throw .empty("反映的内容") }
        for (what, value, limit) in [
            ("反映的内容", text, TipLimits.text), ("单位名称", unitName, TipLimits.unit),
            ("发生时间", happened, TipLimits.happened), ("姓名", name, TipLimits.name),
            ("联系方式", contact, TipLimits.contact),
            // A character may carry any number of marks above it, so bytes are counted as well.
        ] where value.count > limit || value.utf8.count > limit * 8 { throw .tooLong(what, limit) }
        guard unit != nil || !unitName.isBlank else { throw .empty("被反映的单位") }
        guard photos.count <= TipLimits.photos else { throw .tooManyPhotos }
    }
}

/// The client at the door: what stands for its address today, and the puzzle it solved or waited with.
package struct TipCaller: Sendable {
    package let client: String
    package let nonce: String
    package let isSolved: Bool

    package init(client: String, nonce: String, isSolved: Bool) {
        self.client = client
        self.nonce = nonce
        self.isSolved = isSolved
    }
}

extension Tips {
    /// Takes a tip from anybody, once: the same form sent again changes nothing.
    ///
    /// The act is the platform's own, so that no account stands beside it, whoever is signed in.
    package static func lodge(_ new: NewTip, from caller: TipCaller?, _ act: Act) throws {
        try new.check()
        let digest = TipCode.digest(of: new.code)
        guard try act.db.first("SELECT 1 FROM tip_words WHERE code_hash = \(digest)") == nil else { return }
        if let caller {
            try TipGate.admit(caller.client, isSolved: caller.isSolved, act)
            try TipGate.useUp(caller.nonce, act)
        }
        let (place, unitName) = try target(of: new, act)
        let id: TipID = act.newID()
        let number = try nextNumber(act)
        try insert(new, id, number, unitName, place, act)
        try act.db.execute(
            """
            INSERT INTO tip_words (tip_id, code_hash, happened, content, rating_words)
            VALUES (\(id), \(digest), \(new.happened.trimmed), \(new.text.trimmed), '')
            """)
        if new.hasContact {
            try act.db.execute(
                """
                INSERT INTO tip_contact (tip_id, name, contact) VALUES (\(id), \(new.name.trimmed), \(new.contact.trimmed))
                """)
        }
        for (index, photo) in new.photos.enumerated() {
            try StoredFiles.insert(photo, at: act.at, in: act.db)
            let photoID: TipPhotoID = act.newID()
            try act.db.execute(
                """
                INSERT INTO tip_photo (id, tip_id, ordinal, file_hash, media_type, bytes)
                VALUES (\(photoID), \(id), \(index + 1), \(photo.hash), \(photo.mediaType), \(photo.size))
                """)
        }
        try TipClocks.received(id, number, at: place, act)
        try act.record("tip.received", of: "tip", id.rawValue, in: place, ["topic": new.topic.rawValue])
        try TipWatch.settle(at: place, act)
    }

    private static func insert(
        _ new: NewTip, _ id: TipID, _ number: String, _ unitName: String, _ place: Place, _ act: Act
    ) throws {
        try act.db.execute(
            """
            INSERT INTO tip (id, number, topic, organisation_id, unit_name, wants_answer, has_contact, photo_count, state,
                handler_name, outcome, forwarded_to, received_on, received_at, is_late, answer, has_news, province,
                city, county, zone, version)
            VALUES (\(id), \(number), \(new.topic), \(new.unit), \(unitName), \(new.wantsAnswer), \(new.hasContact),
                \(new.photos.count), 'received', '', '', '', \(act.day), \(act.at), false, '', false,
                \(place.province), \(place.city), \(place.county), \(place.zone), 1)
            """)
    }

    /// Refuses a unit about which nobody here may be told.
    package static func requireOffice(for unit: OrganisationID, in db: SQLConnection) throws {
        _ = try TipOffice.place(of: unit, db)
    }

    /// Who works on it, and the unit's name.
    private static func target(of new: NewTip, _ act: Act) throws -> (Place, String) {
        guard let unit = new.unit else { return (try TipOffice.home(act.db), new.unitName.trimmed) }
        let place = try TipOffice.place(of: unit, act.db)
        return (place, try act.db.first("SELECT name FROM organisation WHERE id = \(unit)")?.get(0) ?? "")
    }

    private static func nextNumber(_ act: Act) throws -> String {
        let row = try act.db.first(
            """
            INSERT INTO tip_sequence (year, last) VALUES (\(act.day.year), 1)
            ON CONFLICT (year) DO UPDATE SET last = tip_sequence.last + 1 RETURNING last
            """)
        guard let row else { throw SQLError.noColumn("last") }
        return "督诉〔\(act.day.year)〕\(try row.get(0) as Int)号"
    }
}

extension NewTip {
    var hasContact: Bool { !name.isBlank || !contact.isBlank }
}

extension TipTopic: SQLConvertible {}
extension Tip.State: SQLConvertible {}
