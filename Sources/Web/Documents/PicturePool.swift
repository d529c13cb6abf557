import Jobs
import Office
import Store
import Supervision

/// Draws pictures beside the requests, since each starts a program and anybody may ask for a published report.
enum PicturePool {
    private static let shared = WorkPool("pictures", width: 2, limit: 32, busy: PictureRefusal.busy)

    static func png(_ svg: String) async throws -> [UInt8] {
        do {
            return try await shared.run { try PNGPicture.bytes(svg: svg) }
        } catch let problem as PNGPicture.Problem {
            throw PictureRefusal.undrawn(problem)
        }
    }

    /// A document as DOCX; one without drawings waits for nobody.
    static func docx(_ document: Document) async throws -> [UInt8] {
        guard !document.text.pictures.isEmpty else { return try DocumentFile.bytes(document) }
        return try await shared.run { try DocumentFile.bytes(document) }
    }
}

/// Why a picture cannot be had now.
enum PictureRefusal: Refusal, Equatable {
    case busy
    case undrawn(PNGPicture.Problem)

    var code: String {
        switch self {
        case .busy: "picture.busy"
        case .undrawn(let problem): problem.code
        }
    }

    var kind: RefusalKind { .conflict }

    var message: String {
        switch self {
        case .busy: "同时绘制图片的人太多，请稍后再试。"
        case .undrawn(let problem): problem.message
        }
    }
}
