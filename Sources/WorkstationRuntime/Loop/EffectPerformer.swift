import CPosix
import Dispatch
import Workstation

/// Carries out what the desk wants outside the loop.
package protocol EffectPerformer: AnyObject {
    /// Answers exactly once, from any thread.
    func answer(
        _ question: Question,
        then reply: @escaping @Sendable (Result<Answer, DeskFailure>) -> Void)
    /// Speaks only of failures.
    func carryOut(_ order: Order, onFailure: @escaping @Sendable (DeskFailure) -> Void)
    /// Waits until everything begun is done: called when the loop has ended.
    func finish()
}

/// What answers questions and carries out orders, one call at a time per lane.
package protocol DeskWork: AnyObject, Sendable {
    func answer(_ question: Question) throws(DeskFailure) -> Answer
    func carryOut(_ order: Order) throws(DeskFailure)
}

/// Lanes of one thread each: what reads is not held up by what writes, nor by what counts a whole
/// stock, and none of them by what takes long. Within a lane the order is kept. All of them give way
/// to the loop, so that a frame does not wait for them on a machine with few processors.
package final class LanePerformer: EffectPerformer {
    private let work: any DeskWork
    private let reading = DispatchQueue(label: "amtspult.reading", qos: .userInteractive)
    private let counting = DispatchQueue(label: "amtspult.counting", qos: .userInitiated)
    private let writing = DispatchQueue(label: "amtspult.writing", qos: .userInteractive)
    private let lasting = DispatchQueue(label: "amtspult.lasting", qos: .utility)

    package init(work: any DeskWork) { self.work = work }

    package func answer(
        _ question: Question,
        then reply: @escaping @Sendable (Result<Answer, DeskFailure>) -> Void
    ) {
        lane(of: question).async { [work] in
            system_step_back()
            reply(Result { () throws(DeskFailure) in try work.answer(question) })
        }
    }

    package func carryOut(
        _ order: Order, onFailure: @escaping @Sendable (DeskFailure) -> Void
    ) {
        writing.async { [work] in
            system_step_back()
            let result = Result { () throws(DeskFailure) in try work.carryOut(order) }
            if case .failure(let failure) = result { onFailure(failure) }
        }
    }

    package func finish() {
        writing.sync {}
        reading.sync {}
        counting.sync {}
    }

    private func lane(of question: Question) -> DispatchQueue {
        switch question {
        case .submit, .takeFile, .switchPerson, .clear: writing
        case .counts, .workload: counting
        case .exportList, .handOut, .attachmentText, .openAttachment, .synchronise, .logIn:
            lasting
        default: reading
        }
    }
}
