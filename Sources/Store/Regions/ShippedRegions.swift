package import Supervision

extension RegionTable {
    /// The divisions that travel inside the program; a deployment adds its own zones to them.
    package static func shipped() throws -> RegionTable {
        try parse(Asset.text("Store/Data/regions.csv") ?? "")
    }
}
