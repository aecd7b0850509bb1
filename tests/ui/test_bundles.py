"""One key answers several questions: only while nothing contradicts it, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Callable

from counsel_app.logic.snapshot import QuestionView
from counsel_app.ui.main_window import MainWindow
from tests.ui.conftest import Keys


def question(window: MainWindow, fact: str) -> QuestionView:
    view = window.case._view
    assert view is not None
    return next(one for section in view.sections for one in section.questions if one.fact == fact)


def test_one_key_answers_the_bundle_and_one_undo_takes_it_back(
    open_window: Callable[[], MainWindow], keys: type[Keys]
) -> None:
    window = open_window()
    window.start.new.click()
    press = keys(window)
    window.case.ask("freiheitsstrafe_monate")
    panel = window.case.panel
    assert panel.bundle.isVisible() and "Nie verurteilt" in panel.together.text()
    window.case.setFocus()
    press.type("k")
    for fact in ("freiheitsstrafe_monate", "tagessaetze_allgemein", "extremismus"):
        assert question(window, fact).answer is not None
    assert panel.fact != "freiheitsstrafe_monate"
    window.bridge.run(window.session.undo)
    assert question(window, "extremismus").answer is None

    window.bridge.run(window.session.answer, "tagessaetze_allgemein", "30")
    window.case.ask("freiheitsstrafe_monate")
    assert not panel.bundle.isVisible() and question(window, "extremismus").bundle is None
    press.type("k")
    assert question(window, "extremismus").answer is None


def test_what_was_answered_before_stays(open_window: Callable[[], MainWindow]) -> None:
    window = open_window()
    window.start.new.click()
    window.bridge.run(window.session.answer, "schwanger", False)
    before = window.session._now.case.household.get("schwanger") or window.session._person.answers["schwanger"]
    window.bridge.run(window.session.answer_together, "lage")
    answers = {**window.session._now.case.household, **window.session._person.answers}
    assert answers["schwanger"] is before and answers["jugendhilfe"].value == "keine"
