import Casework

/// Everything found in a procedure's folder: by compiling it and, where it compiles, by playing
/// its examples.
package func verify(folder path: String, fill: @escaping LetterFilling) -> [Diagnostic] {
    verify(SourceFolder(path: path), fill: fill)
}

package func verify(_ folder: SourceFolder, fill: @escaping LetterFilling) -> [Diagnostic] {
    let compiled = compile(folder)
    guard let procedure = compiled.procedure else { return compiled.diagnostics }
    let findings = Findings()
    if folder.examples.isEmpty {
        findings.hint(
            "Der Ordner hat keine Beispiele (examples/*.yaml); sie sind die Tests des Verfahrens.",
            at: Position(file: "examples"))
    }
    for example in folder.examples {
        ExampleRunner.run(example, of: procedure, findings: findings, fill: fill)
    }
    let played = findings.diagnostics.sorted {
        ($0.position, $0.message) < ($1.position, $1.message)
    }
    return compiled.diagnostics + played
}
