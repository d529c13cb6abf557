import Synchronization

/// An SVG picture of ours as PNG, drawn by librsvg's `rsvg-convert` with the server's fonts.
package enum PNGPicture {
    /// What can go wrong; the SVG is always there to be taken instead.
    package enum Problem: OfficeError, Equatable {
        case missingProgram, failed

        package var code: String {
            switch self {
            case .missingProgram: "picture.missingProgram"
            case .failed: "picture.failed"
            }
        }

        package var message: String {
            switch self {
            case .missingProgram: "服务器缺少绘制 PNG 图片的程序，请联系管理员安装 librsvg2-bin；也可改为下载 SVG。"
            case .failed: "图片没有画出来，请稍后重试；也可改为下载 SVG。"
            }
        }
    }

    private static let seconds = 20
    private static let memory = 2 << 30
    private static let outputBytes = 50 << 20

    private static let kept = Mutex(KeptPictures())

    /// What was drawn lately is not drawn again.
    ///
    /// `width` in pixels; the height follows.
    package static func bytes(svg: String, width: Int = 2_000) throws -> [UInt8] {
        let key = KeptPictures.Key(svg: svg, width: width)
        if let bytes = kept.withLock({ $0[key] }) { return bytes }
        let bytes = try drawn(svg, width)
        kept.withLock { $0.keep(bytes, for: key) }
        return bytes
    }

    private static func drawn(_ svg: String, _ width: Int) throws -> [UInt8] {
        guard let folder = ScratchFolder() else { throw DocumentError.noRoom }
        try folder.write(svg, to: "chart.svg")
        let (source, target) = ("\(folder.path)/chart.svg", "\(folder.path)/chart.png")
        guard
            let convert = ChildProcess(
                "rsvg-convert", ["-w", "\(width)", "-a", "-f", "png", "-o", target, source], in: folder,
                seconds: seconds)
        else { throw Problem.missingProgram }
        let outcome = convert.limited(memory: memory, file: outputBytes).run()
        guard let outcome, outcome.code == 0, !outcome.isLate else { throw Problem.failed }
        let bytes = try FileSource.path(target).prefix(outputBytes)
        guard PNGSize(bytes) != nil else { throw Problem.failed }
        return bytes
    }
}
