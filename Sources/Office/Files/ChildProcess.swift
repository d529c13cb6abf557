import Glibc

/// A program of the system that does a part of the work: without a shell, in a group of its own, for a limited time.
struct ChildProcess {
    private let program: String
    private let arguments: [String]
    /// What it prints goes to files in this folder, `out` and `err`; its home is there, too.
    private let folder: ScratchFolder
    private let seconds: Int

    struct Outcome {
        let code: Int32
        let isLate: Bool
    }

    /// Nil when no folder of `PATH` holds the program.
    init?(_ name: String, _ arguments: [String], in folder: ScratchFolder, seconds: Int) {
        guard let program = ChildProcess.find(name) else { return nil }
        self.program = program
        self.arguments = arguments
        self.folder = folder
        self.seconds = seconds
    }

    static func find(_ name: String) -> String? {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// The same with a bound on the bytes of its memory and of each file that it writes; without one where
    /// util-linux is not installed.
    func limited(memory: Int, file: Int) -> ChildProcess {
        guard let limiter = ChildProcess.find("prlimit") else { return self }
        let limits = ["--as=\(memory)", "--fsize=\(file)", "--core=0", "--cpu=\(seconds)", "--"]
        return ChildProcess(limiter, limits + [program] + arguments, folder, seconds)
    }

    private init(_ program: String, _ arguments: [String], _ folder: ScratchFolder, _ seconds: Int) {
        self.program = program
        self.arguments = arguments
        self.folder = folder
        self.seconds = seconds
    }

    /// Waits until it ends; one that is late is killed with all that it started.
    func run() -> Outcome? {
        guard let child = spawn() else { return nil }
        var status: Int32 = 0
        var nap: UInt32 = 1_000
        var slept = 0
        while waitpid(child, &status, WNOHANG) == 0 {
            guard slept < seconds * 1_000_000 else {
                kill(-child, SIGKILL)
                waitpid(child, &status, 0)
                return Outcome(code: -1, isLate: true)
            }
            usleep(nap)
            slept += Int(nap)
            nap = min(nap * 2, 50_000)
        }
        // What it left running goes with it.
        kill(-child, SIGKILL)
        let hasExited = status & 0x7F == 0
        return Outcome(code: hasExited ? (status >> 8) & 0xFF : -1, isLate: false)
    }

    private func spawn() -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (file, name) in [(Int32(1), "out"), (2, "err")] {
            posix_spawn_file_actions_addopen(
                &actions, file, "\(folder.path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var child: pid_t = 0
        let failure = withArguments([program] + arguments) { arguments in
            withArguments(environment) { posix_spawn(&child, program, &actions, &attributes, arguments, $0) }
        }
        return failure == 0 ? child : nil
    }

    /// Nothing of ours: settings of the server may hold secrets.
    private var environment: [String] {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return [
            "PATH=\(path)", "HOME=\(folder.path)", "TMPDIR=\(folder.path)", "LANG=C.UTF-8", "SAL_USE_VCLPLUGIN=svp",
        ]
    }

    private func withArguments<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        return body(pointers + [nil])
    }
}
