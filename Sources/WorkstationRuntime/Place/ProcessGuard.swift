import CPosix

/// What a program that handles personal data does first.
package enum ProcessGuard {
    /// No core file, no look into the memory, no report of a crash, files for their owner alone.
    package static func stand() { system_guard_process() }
}
