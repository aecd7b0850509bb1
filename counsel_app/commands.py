"""The same logic without a window: what `python -m counsel_app COMMAND` does in a terminal.

Exit 0: done. Exit 1: done, and something differs (cases, stories, check). Exit 2: unusable input, one sentence
on standard error that names file, key and what is expected.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from counsel_app import paths
from counsel_app.logic.errors import InputError
from counsel_app.logic.law.checks import Ward, check
from counsel_app.logic.law.clients import LARGEST_FILE, Tally, assess, compare, read_clients
from counsel_app.logic.law.compiling import compile_pack
from counsel_app.logic.law.pack import knowledge_of
from counsel_app.logic.law.program import Program
from counsel_app.logic.law.records import Knowledge
from counsel_app.logic.law.report import assessment_table
from counsel_app.logic.law.review import STATE_WORDS, review_sheet
from counsel_app.logic.law.stories import run_stories
from counsel_app.opening import calculations, program

DONE, DIFFERENT, UNUSABLE = 0, 1, 2


def run(words: Sequence[str], today: date) -> int:
    """Carry out one command; the exit code."""
    if words[:1] == ["--self-check"]:
        words = ["self-check", *words[1:]]
    arguments = _parser().parse_args(words)
    try:
        code: int = arguments.action(arguments, today)
    except InputError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="counsel_app", description="Hafenlotse: ohne Befehl öffnet sich das Fenster; mit Befehl arbeitet es hier."
    )
    commands = parser.add_subparsers(required=True, metavar="BEFEHL")
    command = _adder(commands)

    parts = command("assess", _assess, "Beispielfälle beurteilen (JSON)")
    parts.add_argument("files", nargs="*", metavar="FILE", help="ein Fall oder eine Liste von Fällen")
    parts.add_argument("--on", type=_day, metavar="DAY", help="Beratungstag statt des Stichtags der Fälle")
    parts.add_argument("--json", action="store_true", help="vollständiges Ergebnis als JSON")
    parts.add_argument("--demo", action="store_true", help="den eingebauten Beispielhaushalt beurteilen")

    parts = command("cases", _cases, "Fälle mit erwarteten Ergebnissen prüfen")
    parts.add_argument("files", nargs="+", metavar="FILE")

    parts = command("stories", _stories, "die Beispielfälle neben den Optionen prüfen")
    parts.add_argument("options", nargs="*", metavar="OPTION")

    command("check", _check, "das Rechtswissen untersuchen")

    parts = command("review", _review, "Prüfbogen einer Option für die rechtliche Durchsicht")
    parts.add_argument("option", metavar="OPTION")

    parts = command("deadline", _deadline, "Fristen berechnen (JSON)")
    parts.add_argument("file", metavar="FILE", help="eine Frist oder eine Liste von Fristen")
    parts.add_argument("--json", action="store_true", help="Ergebnis mit allen Schritten als JSON")

    parts = command("self-check", _self_check, "prüfen, ob diese Installation vollständig ist und arbeitet")
    parts.add_argument("--report", type=Path, metavar="FILE", help="das Ergebnis auch in diese Datei schreiben")
    parts.add_argument("--keep", type=Path, metavar="FOLDER", help=argparse.SUPPRESS)

    parts = command("screenshots", _screenshots, "die Seiten des Fensters als Bilder ablegen")
    parts.add_argument("folder", metavar="FOLDER")
    parts.add_argument("--large", action="store_true", help="mit 200 %% Vergrößerung")
    return parser


def _adder(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> Callable[..., argparse.ArgumentParser]:
    def command(name: str, action: Callable[[argparse.Namespace, date], int], text: str) -> argparse.ArgumentParser:
        parts = commands.add_parser(name, help=text, description=text)
        parts.set_defaults(action=action)
        return parts

    return command


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Tag; erwartet wird zum Beispiel 2026-11-22") from None


def _text_of(file: str) -> str:
    try:
        if file == "-":
            return sys.stdin.read(LARGEST_FILE + 1)
        with Path(file).open(encoding="utf-8-sig") as stream:
            return stream.read(LARGEST_FILE + 1)  # one more than `read_clients` takes, whatever the file holds
    except FileNotFoundError:
        raise InputError(f"{file}: Die Datei gibt es nicht; erwartet wird der Pfad einer JSON-Datei.") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: Die Datei ist kein UTF-8-Text; bitte als UTF-8 speichern.") from None
    except OSError as error:
        raise InputError(f"{file}: Die Datei lässt sich nicht lesen ({error.strerror}).") from None


def _assess(arguments: argparse.Namespace, today: date) -> int:
    compiled = program()
    sources = [(file, _text_of(file)) for file in arguments.files]
    if arguments.demo:
        from counsel_app.logic.cases.demo import demo_clients

        sources.append(
            ("Beispielhaushalt", json.dumps(demo_clients(paths.resources() / "demo", arguments.on or today)))
        )
    if not sources:
        raise InputError("Es fehlt eine Datei; erwartet wird: assess FILE, oder assess --demo.")
    tables = []
    for file, text in sources:
        for client in read_clients(text, file, arguments.on):
            tables.append(assessment_table(client.id, assess(compiled, client, file)))
    if arguments.json:
        print(json.dumps(tables, ensure_ascii=False, indent=1))
        return DONE
    for table in tables:
        _print_client(compiled, table)
    return DONE


def _print_client(compiled: Program, table: dict[str, object]) -> None:
    print(
        f"\n{table['id']}, Beratungstag {table['on']} (Rechtsstand {table['law_as_of']}, Wissen {table['knowledge']})"
    )
    options = table["options"]
    assert isinstance(options, list)
    for option in sorted(
        options, key=lambda entry: (entry["measure"], entry["state"] != "yes", entry["state"] == "no")
    ):
        days = "".join(f" {word} {option[key]}" for key, word in (("from", "ab"), ("until", "bis")) if option[key])
        missing = f" fehlt: {', '.join(option['missing'][:5])}" if option["missing"] else ""
        name = compiled.knowledge.options[option["id"]].name
        print(f"  {option['measure']} {STATE_WORDS[option['state']]:5} {name} [{option['outlook']}]{days}{missing}")


def _cases(arguments: argparse.Namespace, today: date) -> int:
    compiled = program()
    tally = Tally()
    for file in arguments.files:
        for client in read_clients(_text_of(file), file, None):
            compare(compiled, client, assess(compiled, client, file), tally)
    return _told(tally)


def _stories(arguments: argparse.Namespace, today: date) -> int:
    knowledge = _checked_knowledge()
    wanted = set(arguments.options)
    stories = [story for story in knowledge.stories if not wanted or story.option in wanted]
    return _told(run_stories(Program(knowledge, calculations()), stories))


def _told(tally: Tally) -> int:
    for difference in tally.differences:
        print(difference)
    for option in sorted(tally.absent):
        print(f"no such option yet: {option}")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return DIFFERENT if tally.failed else DONE


def _checked_knowledge() -> Knowledge:
    raw, problems = compile_pack(paths.knowledge_sources())
    if problems:
        raise InputError("\n".join(str(problem) for problem in problems))
    return knowledge_of(raw, stories=True)


def _check(arguments: argparse.Namespace, today: date) -> int:
    from counsel_app.logic.documents.reading import gather, letter_problems

    raw, problems = compile_pack(paths.knowledge_sources())
    letters, mistakes = gather(paths.resources() / "letters")
    if not problems:
        knowledge = knowledge_of(raw, stories=True)
        problems = check(Ward(knowledge, raw, Program(knowledge, calculations()), today))
        problems += [*mistakes, *letter_problems(letters, raw)]
    for problem in problems:
        print(problem)
    errors = sum(not problem.warning for problem in problems)
    counts = f"{len(raw['facts'])} questions, {len(raw['options'])} options, {len(raw['stories'])} stories"
    counts += f", {len(letters.letters)} letters"
    print(f"{counts}: {errors} errors, {len(problems) - errors} warnings")
    return DIFFERENT if errors else DONE


def _review(arguments: argparse.Namespace, today: date) -> int:
    knowledge = _checked_knowledge()
    option = knowledge.options.get(arguments.option)
    if option is None:
        raise InputError(
            f"Die Option „{arguments.option}“ gibt es nicht; erwartet wird eine der Kennungen aus „check“."
        )
    print(review_sheet(Program(knowledge, calculations()), option, knowledge.stories))
    return DONE


def _deadline(arguments: argparse.Namespace, today: date) -> int:
    from counsel_app.logic.deadlines import report, rules
    from counsel_app.logic.deadlines.questions import answer, read_questions

    law = rules.read_law(paths.resources() / "deadlines")
    answers: list[report.Answer] = []
    for question in read_questions(_text_of(arguments.file), arguments.file):
        try:
            if isinstance(question, InputError):
                raise question
            answers.append(report.Answer(question.id, question.expected, answer(law, question)))
        except InputError as error:
            print(error, file=sys.stderr)
            answers.append(report.Answer(question.id, {}, None, str(error)))
    unusable = any(found.reckoning is None for found in answers)
    if arguments.json:
        print(json.dumps([report.table(found) for found in answers], ensure_ascii=False, indent=1))
        return UNUSABLE if unusable else DONE
    lines, passed, failed = report.told(answers)
    print("\n".join(lines))
    if passed or failed:
        print(f"{passed} passed, {failed} failed")
    return UNUSABLE if unusable else DIFFERENT if failed else DONE


def _self_check(arguments: argparse.Namespace, today: date) -> int:
    from counsel_app import self_check

    if arguments.keep:
        return self_check.keep(today, arguments.keep)
    return self_check.run(today, arguments.report)


def _screenshots(arguments: argparse.Namespace, today: date) -> int:
    if arguments.large:
        os.environ["QT_SCALE_FACTOR"] = "2"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the same pictures everywhere, with or without a screen
    from tempfile import TemporaryDirectory

    from counsel_app.opening import gate, passing_session
    from counsel_app.ui.application import new_id
    from counsel_app.ui.screenshots import take

    with TemporaryDirectory() as nowhere:
        empty = replace(gate(today, new_id), vault=Path(nowhere) / "cases.db", seen=Path(nowhere) / "cases.seen")
        for picture in take(Path(arguments.folder), today, passing_session, empty, large=arguments.large):
            print(picture)
    return DONE
