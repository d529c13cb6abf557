import Foundation
import Office
import SQLCore
import Store
import Supervision

/// The public door: who comes, with which puzzle, and with which photos; nothing of it is kept beside a tip.
struct TipDoor {
    let guest: Guest
    let keys: TipGate.Keys

    init(_ guest: Guest) async throws {
        self.guest = guest
        let day = guest.services.today()
        if let known = try await guest.read({ db in try TipGate.known(on: day, in: db) }) {
            keys = known
        } else {
            let fresh = TipDoor.random()
            keys = try await guest.services.database.write { db in try TipGate.keys(on: day, fresh: fresh, in: db) }
        }
    }

    var client: String { keys.client(guest.address) }

    /// A puzzle for this client now, as text; `client` where something is counted apart from tips.
    func puzzle(for client: String? = nil) async throws -> String {
        let (client, now, day) = (client ?? self.client, guest.services.now(), guest.services.today())
        let bits = try await guest.read { db in try TipGate.bits(for: client, at: now, on: day, in: db) }
        return TipPuzzle(at: now, bits: bits, nonce: TipDoor.random()).text(key: keys.puzzle)
    }

    /// Reads the puzzle that came with a form, solved or old enough to count without.
    func caller(_ fields: Fields) async throws -> TipCaller {
        let (text, answer, now) = (fields.text("puzzle"), fields.text("answer"), guest.services.now())
        guard let day = TipPuzzle.day(of: text), text.utf8.count <= 200 else { throw TipRefusal.unsolved }
        let key = try await guest.read { db in try TipGate.puzzleKey(of: day, in: db) }
        guard let key else { throw TipRefusal.stale }
        guard let puzzle = TipPuzzle(text, key: key) else { throw TipRefusal.unsolved }
        let isSolved = !answer.isEmpty
        guard !isSolved || TipPuzzle.isSolved(text, bits: puzzle.bits, by: answer) else { throw TipRefusal.unsolved }
        try TipGateLimits.admit(
            age: (now.milliseconds - puzzle.at.milliseconds) / 1_000, isSolved: isSolved)
        return TipCaller(client: client, nonce: puzzle.nonce, isSolved: isSolved)
    }

    /// 128 bits that nobody guesses.
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }.hexadecimal
    }

    /// Photos checked by content, without what cameras write beside the picture: place, time, device.
    static func photos(_ form: Submission, in store: FileStore) throws -> [StoredFile] {
        let uploads = form.files.filter { $0.field == "photos" }
        guard uploads.count <= TipLimits.photos else { throw TipRefusal.tooManyPhotos }
        return try uploads.map { upload in
            guard upload.size <= TipLimits.photoBytes else { throw TipRefusal.photoTooLarge(upload.name) }
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: upload.path)))
            guard let kind = FileKind.sniff(bytes), [.jpeg, .png, .webp].contains(kind),
                let bare = PictureMetadata.stripped(bytes, kind)
            else { throw TipRefusal.noPicture(upload.name) }
            return StoredFile(hash: try store.store(bare), size: bare.count, mediaType: kind.mediaType)
        }
    }
}
