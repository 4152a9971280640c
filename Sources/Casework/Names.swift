// One name type per kind of thing, so that a step can never be taken for a phase.

package typealias CaseID = ID<CaseFile>
package typealias ActID = ID<Act>
package typealias DeviceID = ID<Device>
package typealias GroupID = ID<ActGroup>
package typealias PersonID = ID<Person>
package typealias UnitID = ID<Unit>
package typealias ProcedureID = ID<Procedure>
package typealias EditionID = ID<Edition>
package typealias KindID = ID<Kind>
package typealias PhaseID = ID<Phase>
package typealias StepID = ID<Step>
package typealias FieldID = ID<Field>
package typealias ItemID = ID<ChecklistItem>
package typealias DeadlineID = ID<DeadlineDefinition>
package typealias TemplateID = ID<LetterTemplate>
package typealias ProgrammeID = ID<Programme>
package typealias ResultID = ID<ResultDefinition>
package typealias StatusID = ID<PublicStatus>
package typealias BodyID = ID<DecidingBody>
package typealias PartyID = ID<Party>
package typealias NoteID = ID<Note>
package typealias AttachmentID = ID<Attachment>
package typealias LetterID = ID<Letter>
package typealias InquiryID = ID<Inquiry>
package typealias PostingID = ID<Posting>

/// A workstation installation; only its name exists here.
package enum Device {}
/// Acts that are applied together or not at all; only its name exists here.
package enum ActGroup {}
/// A frozen version of a procedure; its name is the SHA-256 of its document.
package enum Edition {}
