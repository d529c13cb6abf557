package import Foundation

extension FileStore {
    /// Deletes a file unless it was written after `cutoff`: somebody may just have stored the same content again.
    package func remove(_ hash: String, writtenBefore cutoff: Date) -> Bool {
        let path = url(of: hash).path
        guard let date = FileStore.written(path), date < cutoff else { return false }
        // What is renamed away and proves to be fresh after all goes back to its place.
        let aside = path + ".removed"
        guard rename(path, aside) == 0 else { return false }
        guard let date = FileStore.written(aside), date < cutoff else {
            _ = rename(aside, path)
            return false
        }
        return (try? FileManager.default.removeItem(atPath: aside)) != nil
    }

    /// Deletes uploads that nobody finished; gives how many.
    package func removeTemporaries(writtenBefore cutoff: Date) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasPrefix("incoming-") }.count { name in
            let path = folder.appendingPathComponent(name).path
            guard let date = FileStore.written(path), date < cutoff else { return false }
            return (try? FileManager.default.removeItem(atPath: path)) != nil
        }
    }

    /// The folders in which files lie by the first two digits of their hash.
    package func shelves() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.utf8.count == 2 }.sorted()
    }

    package func hashes(in shelf: String) -> [String] {
        let path = folder.appendingPathComponent(shelf).path
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { $0.utf8.count == 64 }
    }

    private static func written(_ path: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
}
