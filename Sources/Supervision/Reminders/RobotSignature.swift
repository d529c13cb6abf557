import Crypto

/// How a receiver knows that a message is ours.
package enum RobotSignature {
    /// 钉钉 “加签”: the bytes that go as Base64 into the address, over the milliseconds and the secret.
    package static func dingTalk(milliseconds: Int, secret: String) -> [UInt8] {
        mac("\(milliseconds)\n\(secret)", secret)
    }

    /// The generic robot's header, over the milliseconds, a full stop and the body.
    package static func generic(milliseconds: Int, body: String, secret: String) -> [UInt8] {
        mac("\(milliseconds).\(body)", secret)
    }

    private static func mac(_ text: String, _ secret: String) -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(
                for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8))))
    }
}
