import ImageBuilder

/// What the kernel's own linker says to the program and its plug-ins.
enum LinkRehearsal {
    static func problems(of survey: ProgramSurvey, _ request: ImageRequest) -> [CoverageReport.Problem] { [] }
}
