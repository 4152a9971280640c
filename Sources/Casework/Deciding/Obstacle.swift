/// Why an act is not possible now: shown beside a greyed command, and on refusal.
///
/// The same function makes both, so that a key never says something else than the menu. The
/// German sentence lives in `Texts`, found by the code; the parameters fill it.
package struct Obstacle: Error, Hashable, Sendable {
    package var code: Code
    package var parameters: [Parameter: String]

    package init(_ code: Code, _ parameters: [Parameter: String] = [:]) {
        self.code = code
        self.parameters = parameters
    }

    package enum Parameter: String, CaseIterable, Hashable, Sendable {
        case step, phase, person, role, unit, field, item, deadline, day, amount, limit
        case letter, party, programme, body, reason, count, kind, value
    }

    /// Stable for ever: logs, scripts and the wire name them.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        // Who
        case roleMissing = "H001"
        case assignedToOther = "H002"
        case ownPreparation = "H003"
        case editedSincePreparation = "H004"
        case biased = "H005"
        case personUnknown = "H006"
        case unitForeign = "H007"
        // Where the case stands
        case caseUnknown = "H010"
        case caseClosed = "H011"
        case caseOpen = "H012"
        case wrongPhase = "H013"
        case wrongKind = "H014"
        case approvalPending = "H015"
        case noApprovalPending = "H016"
        case conflictOpen = "H018"
        case noNextDate = "H019"
        case caseExists = "H020"
        case editionUnknown = "H021"
        case stepUnknown = "H022"
        case movedOn = "H023"
        case dependencyRejected = "H024"
        case partyKnown = "H025"
        // What is missing
        case itemMissing = "H017"
        case itemsUnchecked = "H030"
        case nothingToDemand = "H031"
        case demandWithoutSource = "H032"
        case fieldEmpty = "H033"
        case fieldValue = "H034"
        case letterMissing = "H035"
        case letterNotDelivered = "H036"
        case deadlineNotRunning = "H037"
        case deadlineNotOver = "H038"
        case deadlineOver = "H039"
        case stepMissing = "H040"
        case stepAlreadyTaken = "H041"
        case partyMissing = "H042"
        case partyDisagrees = "H043"
        case inquiryOpen = "H044"
        case picturesUnchecked = "H045"
        case reasonMissing = "H046"
        case inquiryIncomplete = "H047"
        case recipientsMissing = "H048"
        case conditionNotMet = "H049"
        // Money
        case calculationExcluded = "H050"
        case amountAboveCalculation = "H051"
        case deMinimisExceeded = "H052"
        case bodyNotCompetent = "H053"
        case notSettled = "H054"
        case programmeMissing = "H055"
        case programmeNotInForce = "H056"
        // Input
        case inputInvalid = "H060"
        case fieldUnknown = "H061"
        case partUnknown = "H062"
        case dayImplausible = "H063"
        case textTooLong = "H064"
        case letterSealed = "H065"
        case deadlineFormula = "H066"
        case caseToItself = "H067"
        // Undo
        case undoLeftHouse = "H070"
        case undoBuiltUpon = "H071"
        case undoNotYours = "H072"
        case undoNothing = "H073"
    }
}

/// What came of deciding an act.
package enum Decision: Hashable, Sendable {
    /// As asked.
    case applied([Change])
    /// Combined with what others did meanwhile; the person is told.
    case merged([Change])
    /// A conflict: the other value stays, both are kept, and somebody decides.
    case candidate([Change])
    case refused(Obstacle)

    package var changes: [Change] {
        switch self {
        case .applied(let changes), .merged(let changes), .candidate(let changes): changes
        case .refused: []
        }
    }

    package var obstacle: Obstacle? {
        if case .refused(let obstacle) = self { obstacle } else { nil }
    }
}
