"""Every platform against every wrong answer, over real sockets.

Whatever comes back: an order is never taken for refused or for bought unless the platform said so
in so many words under the right status; an order that is asked for never ends; what changes nothing
fails in the connector's own errors; every call ends by its deadline; nothing is sent twice; and no
secret is in an error, a value's text or the log.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from desktop.connectors import platforms
from desktop.connectors.http_call import CATALOGUE_LIMIT_BYTES, HttpOutcome
from desktop.connectors.platforms import all_platforms
from desktop.connectors.platforms.base import (
    PlatformRefusedError,
    PlatformSilentError,
    QuoteRequest,
)
from desktop.domain.purchase import OutcomeClass, PurchaseState
from desktop.domain.purchase_settling import OrderOutcome, OrderTerms, settle_order
from tests.connectors.fault_server import response
from tests.faults.answers import ANSWER_LIMIT, Ending, Fault, faults_on
from tests.faults.playing import (
    Overheard,
    Stage,
    assert_no_secret,
    overhearing,
    play_each,
    text_of_error,
)
from tests.faults.subjects import (
    CARD,
    CUSTOMER,
    KEY,
    SUBJECT_KEYS,
    Document,
    Subject,
    subject_of,
    telling,
)

Ask = Callable[[Subject, Stage], object]
REASONS_ARE_TEXTS = {
    "acg_faka", "acg_faka_shared_stock", "acg_faka_v4", "kasushou", "kayixin", "xingquanyi", "rainbow", "yiqida",
}  # fmt: skip
FAIR_SHARE = 6
"""Of the calls that change nothing, each meets every so-manieth fault, each platform others."""

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(autouse=True)
def heard() -> Iterator[Overheard]:
    with overhearing() as listening:
        yield listening


@pytest.fixture(params=SUBJECT_KEYS)
def subject(request: pytest.FixtureRequest) -> Subject:
    return subject_of(request.param)


def _order(subject: Subject, stage: Stage) -> OrderOutcome:
    call = subject.platform.prepare_order(subject.access(stage.server.url), subject.order)
    answer = stage.door.send(call)
    assert stage.calls == 1, f"an order was sent {stage.calls} times"
    assert_no_secret(repr(call) + repr(answer) + str(answer), "a call or its outcome")
    kept = HttpOutcome.from_bytes(answer.to_bytes())
    outcome = subject.platform.read_order(subject.order, kept)
    assert_no_secret(repr(outcome) + outcome.reason + outcome.message, "what was read")
    return outcome


def _query(subject: Subject, stage: Stage) -> OrderOutcome:
    call = subject.platform.prepare_query(subject.access(stage.server.url), subject.query)
    assert call is not None
    answer = stage.door.send(call)
    assert stage.calls == 1
    outcome = subject.platform.read_query(subject.query, answer)
    assert_no_secret(repr(outcome) + outcome.reason + outcome.message, "what was read")
    return outcome


def _can_be_asked(subject: Subject) -> bool:
    return not subject.platform.capabilities.cannot_be_asked


def _states(subject: Subject, outcome: OrderOutcome) -> set[PurchaseState]:
    """Return what becomes of the purchase, on a first try and on a repeat."""
    terms = OrderTerms(1, subject.order.ceiling_unit, needs_cards=True, can_find_by_own_number=True)
    return {settle_order(outcome, terms, is_repeat=one).state for one in (False, True)}


def _judge_order(subject: Subject, may_say: OutcomeClass, right: frozenset[int]):
    def judge(fault: Fault, stage: Stage) -> None:
        outcome = _order(subject, stage)
        is_believed = fault.is_whole and fault.status in right
        allowed = {OutcomeClass.UNKNOWN, may_say} if is_believed else {OutcomeClass.UNKNOWN}
        assert outcome.outcome_class in allowed, outcome
        if not is_believed:
            assert _states(subject, outcome) == {PurchaseState.UNKNOWN}
            assert not outcome.holds_on_repeat
            assert (outcome.cards, outcome.text, outcome.charged) == ((), None, None)

    return judge


def test_every_registered_platform_is_played_to() -> None:
    assert [platform.key for platform in all_platforms()] == list(SUBJECT_KEYS)
    for key in SUBJECT_KEYS:
        subject = subject_of(key)
        faults = faults_on(subject.words.refusal, subject.words, subject.words.refusal_status)
        assert len(faults) >= 200


def test_what_the_platforms_say_when_all_is_well_is_understood(subject: Subject) -> None:
    """Were the true words not read, no fault in them would prove anything."""
    words = subject.words
    refusal = Fault("", response(_dumped(words.refusal), f"{words.refusal_status} Said"))
    is_listed = subject.platform.key != "yiqida"  # which has no list of refusals
    refused = OutcomeClass.REJECTED if is_listed else OutcomeClass.UNKNOWN

    def judge(fault: Fault, stage: Stage) -> None:
        said = {refusal: refused, success: OutcomeClass.ACCEPTED}[fault]
        assert _order(subject, stage).outcome_class is said

    def judge_end(fault: Fault, stage: Stage) -> None:
        outcome = _query(subject, stage)
        assert outcome.is_not_found or outcome.outcome_class is OutcomeClass.ACCEPTED, outcome

    success = Fault("", response(_dumped(words.success)))
    play_each([refusal, success], judge)
    if _can_be_asked(subject):
        play_each([Fault("", response(_dumped(words.ended)))], judge_end)


def test_no_fault_makes_an_order_refused(subject: Subject) -> None:
    words = subject.words
    right = frozenset({words.refusal_status}) if words.refusal_status != 200 else words.believed
    faults = faults_on(words.refusal, words, words.refusal_status)
    play_each(faults, _judge_order(subject, OutcomeClass.REJECTED, right))


@pytest.mark.parametrize("text", ["提交超时，请查询订单", "系统繁忙，请稍后重试", "上游接口异常"])
def test_a_no_that_doubts_itself_is_no_refusal(subject: Subject, text: str) -> None:
    """Of the platforms whose reason is a text alone: a fault behind them may have acted."""
    words = {**subject.words.refusal}
    if subject.platform.key not in REASONS_ARE_TEXTS:
        pytest.skip("its reason is a code of its own")
    (key,) = {"msg", "message"} & set(words)

    def judge(fault: Fault, stage: Stage) -> None:
        assert _order(subject, stage).outcome_class is OutcomeClass.UNKNOWN

    play_each([Fault("", response(_dumped({**words, key: text})))], judge)


def test_no_fault_makes_an_order_bought(subject: Subject) -> None:
    words = subject.words
    faults = _share(faults_on(words.success, words, 200), subject, every=2)
    play_each(faults, _judge_order(subject, OutcomeClass.ACCEPTED, words.believed))


def test_no_fault_ends_an_order_that_is_asked_for(subject: Subject) -> None:
    if not _can_be_asked(subject):
        pytest.skip("no call tells of an order")

    def judge(fault: Fault, stage: Stage) -> None:
        outcome = _query(subject, stage)
        if fault.is_whole and fault.status in subject.words.believed:
            return
        assert outcome.outcome_class is OutcomeClass.UNKNOWN, outcome
        assert not outcome.is_not_found, "a fault counts as if the order were not there"
        assert _states(subject, outcome) == {PurchaseState.UNKNOWN}

    words = subject.words
    play_each(faults_on(words.ended, words, 200), judge)


def _balance(subject: Subject, stage: Stage) -> object:
    return subject.platform.fetch_balance(stage.door, subject.access(stage.server.url))


def _goods(subject: Subject, stage: Stage) -> object:
    return list(subject.platform.fetch_goods(stage.door, subject.access(stage.server.url)))


def _price(subject: Subject, stage: Stage) -> object:
    access = subject.access(stage.server.url)
    return subject.platform.fetch_price(stage.door, access, subject.upstream_id, None)


def _quote(subject: Subject, stage: Stage) -> object:
    request = QuoteRequest(subject.upstream_id, None, 1)
    return subject.platform.fetch_quote(stage.door, subject.access(stage.server.url), request)


ODD_VALUES: Final[tuple[object, ...]] = (
    "9" * 5000, "1e999999", "NaN", "-Infinity", "１２", "-0.001", "0.1" + "0" * 90, 10**30, -1, 1.5,
    True, None, [], {}, [[]], {"a": 1}, "\x00", "\ud800", "<b>x</b>", "2026-13-40", "", "[category]\na=b",
)  # fmt: skip
"""What a price, a stock, a name or a state can be when something is wrong over there."""


SHORT = 100
"""A longer value is put once into each member of each member, not a hundred times."""


def test_odd_values_in_a_good_answer_raise_nothing_but_the_connectors_own(subject: Subject) -> None:
    """Every member that a connector knows of, all of them odd, beside it or in a list or inside."""
    key = subject.platform.key
    folder = Path(platforms.__file__).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob(f"{key}*.py"))
    names = sorted(set(re.findall(r'"([A-Za-z_]+)"', source)))

    def judge(fault: Fault, stage: Stage) -> None:
        for ask in HARMLESS.values():
            with suppress_told():
                ask(subject, stage)

    faults: list[Fault] = []
    for at, value in enumerate(ODD_VALUES):
        row: dict[str, Any] = dict.fromkeys(names, value)
        inner = row if len(str(value)) < SHORT else {names[0]: value}
        rows: dict[str, Any] = {name: [inner] for name in names}
        nested: dict[str, Any] = dict.fromkeys(names, inner)
        shapes: tuple[Document | list[Document], ...]
        shapes = (row, nested) if at % 2 else ([row], rows)
        for data in shapes:
            body = json.dumps(telling(key, data)).encode()
            faults.append(Fault(f"value {at}, {len(faults)}", response(body)))
    play_each(faults, judge)


@contextmanager
def suppress_told() -> Iterator[None]:
    """Let a connector fail in its own words; they must hold no secret."""
    try:
        yield
    except (PlatformSilentError, PlatformRefusedError) as error:
        assert_no_secret(text_of_error(error), "an error")


PRICED_BY_THE_LIST = "lansexiongdi"
"""Has no call for one price, so that a price is a catalogue."""
HARMLESS: dict[str, Ask] = {
    "balance": _balance, "goods": _goods, "price": _price, "quote": _quote,
}  # fmt: skip


@pytest.mark.parametrize("ask", HARMLESS)
def test_what_changes_nothing_fails_in_the_connectors_own_words(subject: Subject, ask: str) -> None:
    def judge(fault: Fault, stage: Stage) -> None:
        with pytest.raises((PlatformSilentError, PlatformRefusedError)) as raised:
            HARMLESS[ask](subject, stage)
        assert_no_secret(text_of_error(raised.value), "an error")
        is_sure = fault.is_whole or fault.is_large or fault.name.startswith("page: ")
        assert is_sure or isinstance(raised.value, PlatformSilentError), "a fault taken for a no"

    words = subject.words
    faults = faults_on(words.refusal, words, words.refusal_status)
    play_each(_share(faults, subject, every=FAIR_SHARE), judge)


def test_a_platform_that_repeats_our_secrets_is_not_repeated_by_us(subject: Subject) -> None:
    """A shop that is being debugged answers with what was sent to it, in words meant to be shown."""
    said = subject.words
    text = f"签名错误 key={KEY} 账号 {CUSTOMER} 卡密 {CARD}"
    told = {key: text for key in ("msg", "message", "error_message") if key in said.refusal}
    coded = {
        key: KEY for key in (*said.keys, "error_code") if isinstance(said.refusal.get(key), str)
    }
    silent = dict.fromkeys(told, "")
    answers = [
        Fault(name, response(_dumped({**said.refusal, **changed}), f"{said.refusal_status} Said"))
        for name, changed in (("in its words", told), ("in its code", silent | coded))
    ] + [Fault("in the order's words", response(_dumped({**said.ended, **told})))]  # fmt: skip

    def judge(fault: Fault, stage: Stage) -> None:
        _order(subject, stage)
        stage.server.requests.clear()
        if _can_be_asked(subject):
            _query(subject, stage)
        for ask in HARMLESS.values():
            with suppress_told():
                ask(subject, stage)

    play_each(answers, judge)


@pytest.mark.parametrize("ask", ["order", "query", "balance", "price"])
def test_no_answer_is_read_beyond_two_megabytes(subject: Subject, ask: str) -> None:
    if (subject.platform.key, ask) == (PRICED_BY_THE_LIST, "price"):
        pytest.skip("a catalogue, which may be larger")
    if ask == "query" and not _can_be_asked(subject):
        pytest.skip("no call tells of an order")
    content = gzip.compress(b" " * ANSWER_LIMIT + _dumped(subject.words.success))
    bomb = Fault("", response(content, extra="Content-Encoding: gzip\r\n"))

    def judge(fault: Fault, stage: Stage) -> None:
        if ask == "order":
            assert _order(subject, stage).outcome_class is OutcomeClass.UNKNOWN
        elif ask == "query":
            assert _query(subject, stage).outcome_class is OutcomeClass.UNKNOWN
        else:
            with pytest.raises(PlatformSilentError):
                HARMLESS[ask](subject, stage)
        assert {outcome.reason for outcome in stage.door.outcomes} == {"too_big"}

    play_each([bomb], judge)


def test_no_catalogue_is_read_beyond_sixty_four_megabytes(subject: Subject) -> None:
    content = gzip.compress(b" " * (CATALOGUE_LIMIT_BYTES + 1) + b"{}", 1)
    bomb = Fault("", response(content, extra="Content-Encoding: gzip\r\n"))

    def judge(fault: Fault, stage: Stage) -> None:
        with pytest.raises(PlatformSilentError):
            _goods(subject, stage)
        assert stage.door.outcomes[-1].reason == "too_big"

    play_each([bomb], judge)


def _share(faults: list[Fault], subject: Subject, every: int) -> list[Fault]:
    """Return a share of the catalogue that differs from platform to platform, the slow ones evenly."""
    at = SUBJECT_KEYS.index(subject.platform.key) % every
    slow = [fault for fault in faults if fault.ending in {Ending.WAITS, Ending.DRIPS}]
    always = [fault for fault in faults if fault.name.startswith("page in gb18030")]
    quick = [fault for fault in faults if fault not in slow and fault not in always]
    return [*quick[at::every], *slow[at::every], *always]


def _dumped(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
