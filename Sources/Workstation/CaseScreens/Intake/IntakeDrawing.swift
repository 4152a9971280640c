import Casework
import TextCanvas
import Texts

func drawIntake(_ state: AppState, on canvas: inout Canvas, in area: Rect) {
    guard let intake = state.intake else { return }
    var rest = area
    let found = intake.duplicates
    let rows = found.isEmpty ? 0 : min(found.count, area.height > 30 ? 6 : 3)
    let below = rows > 0 ? rest.takeBottom(rows + 1) : Rect(rest.x, rest.bottom, 0, 0)
    let button = rest.takeBottom()
    let message = rest.takeBottom()
    canvas.rule(
        rest.takeTop(), title: "Einlauf erfassen", note: "Strg-S legt den Akt an",
        titleTone: .dialogTitle)
    let width = IntakeForm.width(Size(area.width, area.height))
    state.drawFields(intake.form, on: &canvas, in: Rect(rest.x + 1, rest.y, width, rest.height))
    drawIntakeMessage(state, intake, on: &canvas, in: message)
    let text = "[ \(intake.form.submit) ]"
    canvas.write(
        text, at: Point(button.x + 2, button.y),
        tone: intake.form.isOnButton ? .buttonFocused : .button)
    if intake.form.isOnButton { canvas.cursor = Point(button.x + 2, button.y) }
    drawDuplicates(found, on: &canvas, in: below)
}

/// What was refused, else what is wrong with the field, else when it counts as come in, else the help of the field.
private func drawIntakeMessage(
    _ state: AppState, _ intake: IntakeState, on canvas: inout Canvas, in place: Rect
) {
    let texts = IntakeForm.texts(intake, state.today)
    if let refusal = intake.form.refusal {
        canvas.write(" △ " + refusal, at: place.origin, tone: .warning, width: place.width)
    } else if let said = intake.form.focusedMessage, said.tone == .warning {
        canvas.write(" △ " + said.text, at: place.origin, tone: said.tone, width: place.width)
    } else if let sentence = (try? state.arrival(texts))?.sentence {
        canvas.write(" " + sentence, at: place.origin, tone: .notice, width: place.width)
    } else if !intake.form.isOnButton {
        let help = intake.form.fields[intake.form.focus].help
        canvas.write(" " + help, at: place.origin, tone: .hint, width: place.width)
    }
}

private func drawDuplicates(
    _ found: [PossibleDuplicate], on canvas: inout Canvas, in area: Rect
) {
    guard area.height > 1 else { return }
    var rest = area
    canvas.rule(
        rest.takeTop(), title: "Vielleicht schon da", note: "F3 ansehen", titleTone: .warning)
    for duplicate in found.prefix(rest.height) {
        let row = duplicate.row
        canvas.write(
            [
                Span("  \(row.numberShown)  ", .label), Span(row.subject),
                Span(row.place.isEmpty ? "" : " · \(row.place)", .dim),
                Span("  \(duplicate.reasons.joined(separator: ", "))", .warning),
            ], at: rest.takeTop().origin, width: area.width)
    }
}
